import assert from "node:assert/strict";
import { firstGuess } from "../../src/decompose/first_guess.ts";
import { networkLayers } from "../../src/decompose/network_layers.ts";
import { splitHere } from "../../src/decompose/split_here.ts";
import { type Backend, BACKENDS } from "../../src/runtime/backends.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { noise } from "../metrics/pictures.ts";
import { TINY, untrained } from "../nn/tiny_networks.ts";
import { isUserError } from "../weights/bytes.ts";
import { lasting, PATH, SHORT } from "./split_cases.ts";

const CPU = onnxEngine();
const WEIGHTS = untrained(TINY["difference"]);
const PHOTO = noise(24, 20, 1);

const small: Engine = {
  name: "gpu",
  device: "one of little memory",
  compile: () => Promise.reject(new Error("Out of memory\nand more of it")),
};

/** The real engine, as a GPU that is lost when it is to compute. */
const lost: Engine = {
  name: "gpu",
  device: "one that is lost",
  compile: async (program, initial) => ({
    ...await CPU.compile(program, initial),
    run: () => Promise.reject(new Error("Device lost")),
    release: () => Promise.resolve(),
  }),
};

for (const [engine, reason] of [[small, "Out of memory"], [lost, "Device lost"]] as const) {
  Deno.test(`firstGuess() goes on with the processor after "${reason}", and says so`, async () => {
    const notices: string[] = [];
    const onNotice = (notice: string) => void notices.push(notice);
    const guess = await firstGuess(PHOTO, WEIGHTS, { engine, onNotice });
    assert.deepEqual(notices, [`The gpu engine cannot run the trained network: ${reason}`]);
    assert.equal(guess.engine.name, "cpu");
    assert.deepEqual(guess.found, await networkLayers(PHOTO, WEIGHTS, CPU));
  });
}

const silent = () => assert.fail("There is nothing to notice");

Deno.test("firstGuess() stays with an engine that works", async () => {
  const engine = { ...CPU, name: "gpu" };
  const guess = await firstGuess(PHOTO, WEIGHTS, { engine, onNotice: silent });
  assert.equal(guess.engine, engine);
});

Deno.test("firstGuess() passes on what the processor throws", async () => {
  const engine = { ...small, name: "cpu" };
  await assert.rejects(firstGuess(PHOTO, WEIGHTS, { engine, onNotice: silent }), /Out of memory/);
});

Deno.test("firstGuess() does not blame the engine for weights of another network", async () => {
  const foreign = { ...WEIGHTS, parameters: untrained(TINY["unet"]).parameters };
  const engine = { ...CPU, name: "gpu" };
  await assert.rejects(
    firstGuess(PHOTO, foreign, { engine, onNotice: silent }),
    (error) => isUserError(error, /^Cannot use tiny\.safetensors/),
  );
});

/** Has the backend webgpu open an engine of ours while a function runs. */
async function withGpu(engine: Engine, use: () => Promise<void>): Promise<void> {
  const backends: Record<string, Backend> = BACKENDS;
  const { webgpu } = backends;
  assert.ok(webgpu);
  backends.webgpu = { ...webgpu, open: () => Promise.resolve(engine) };
  try {
    await use();
  } finally {
    backends.webgpu = webgpu;
  }
}

for (const options of [SHORT, { method: "unet" }]) {
  const how = "method" in options ? "by the trained network alone" : "and its fit";
  Deno.test(`splitHere() ${how} outlives a GPU that cannot run the network`, async () => {
    const expected = lasting(await splitHere(PATH, { ...options, backend: "cpu" }));
    await withGpu(lost, async () => {
      const notices: string[] = [];
      const onNotice = (notice: string) => void notices.push(notice);
      const result = lasting(await splitHere(PATH, { ...options, backend: "webgpu", onNotice }));
      const { notices: reported, settings, ...report } = result.report;
      assert.deepEqual(reported, notices);
      // One notice: the fit does not try the lost engine again.
      assert.deepEqual(notices, ["The gpu engine cannot run the trained network: Device lost"]);
      assert.equal(settings.backend, "webgpu");
      const { notices: _, settings: __, ...same } = expected.report;
      assert.deepEqual({ ...result, report }, { ...expected, report: same });
    });
  });
}
