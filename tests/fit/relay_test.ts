import assert from "node:assert/strict";
import { Fit, type FitStart } from "../../src/fit/fit.ts";
import { Relay } from "../../src/fit/relay.ts";
import { constant, sigmoid } from "../../src/graph/mod.ts";
import { mseLoss } from "../../src/losses/reconstruction.ts";
import { block, convolution } from "../../src/nn/layers.ts";
import type { Engine } from "../../src/runtime/engine.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";

const cpu = onnxEngine();

/** A photo of a slope, and a small network that draws it. */
const START: Omit<FitStart, "engine"> = {
  photo: {
    data: Float32Array.from({ length: 3 * 16 * 16 }, (_, i) => (i % 16) / 16),
    channels: 3,
    height: 16,
    width: 16,
  },
  build: ({ photo, parameters, noise }) => {
    const features = block(noise(4), { channels: 8, filter: 3, slope: 0.2 }, parameters);
    const layer = sigmoid(convolution(features, { channels: 3, filter: 1 }, parameters));
    const terms = {
      fit: { loss: mseLoss(layer, photo), weight: 1 },
      grey: { loss: mseLoss(layer, constant(0.5)), weight: 0.1 },
    };
    return { terms, pictures: { layer } };
  },
  settings: { rate: 1e-2, jitter: 0.01, noise: 0.1, orientations: true, average: 0.2 },
  steps: 12,
  seed: 4,
};

/** The real engine, lost after so many runs as a GPU is that is unplugged. */
function lostAfter(runs: number): Engine {
  return {
    name: "gpu",
    device: "a device that is lost",
    compile: async (program, initial) => {
      const executable = await cpu.compile(program, initial);
      const lost = () => Promise.reject(new Error("Device lost\nand more of it"));
      return {
        nodes: executable.nodes,
        run: (feeds) => runs-- > 0 ? executable.run(feeds) : lost(),
        readState: (names) => runs > 0 ? executable.readState(names) : lost(),
        writeState: (values) => executable.writeState(values),
        release: () => executable.release(),
      };
    },
  };
}

async function runAll(relay: Relay) {
  const losses: number[] = [];
  while (relay.fit.step < START.steps) {
    const { total } = await relay.advance();
    losses[relay.fit.step - 1] = total as number;
  }
  const pictures = await relay.fit.pictures();
  await relay.fit.release();
  return { losses, pictures };
}

const open = (engine: Engine) => () => Promise.resolve(engine);

for (const [every, from] of [[1, 7], [1000, 0]] as const) {
  Deno.test(`Relay goes on from a copy of step ${from}, and ends as if nothing had happened`, async () => {
    const expected = await runAll(await Relay.begin(START, { engines: [open(cpu)] }));
    const notices: string[] = [];
    const relay = await Relay.begin(START, {
      engines: [open(lostAfter(8)), open(cpu)],
      every,
      onNotice: (notice) => notices.push(notice),
    });
    assert.deepEqual(await runAll(relay), expected);
    assert.deepEqual(notices, [
      `The gpu engine failed at step 9 (Device lost): going on from step ${from} with cpu`,
    ]);
  });
}

Deno.test("Relay begins on the next engine if the first cannot compile the fit", async () => {
  const small: Engine = {
    name: "gpu",
    device: "a small one",
    compile: () => Promise.reject(new Error("Out of memory")),
  };
  const notices: string[] = [];
  const onNotice = (notice: string) => void notices.push(notice);
  const relay = await Relay.begin(START, { engines: [open(small), open(cpu)], onNotice });
  assert.equal(relay.fit.start.engine, cpu);
  assert.deepEqual(notices, ["The gpu engine cannot do this fit: Out of memory"]);
  await relay.fit.release();
});

Deno.test("Relay.checkpoint() of an engine that is lost just then is the last copy", async () => {
  const expected = await runAll(await Relay.begin(START, { engines: [open(cpu)] }));
  const relay = await Relay.begin(START, { engines: [open(lostAfter(8)), open(cpu)], every: 3 });
  while (relay.fit.step < 8) await relay.advance();
  const leg = await relay.checkpoint();
  assert.deepEqual([leg.now.step, leg.kept.step], [6, 6]);
  await relay.fit.release();
  const { pictures } = await runAll(await Relay.begin(START, { engines: [open(cpu)] }, leg));
  assert.deepEqual(pictures, expected.pictures);
});

Deno.test("Relay passes on what its last engine throws", async () => {
  const relay = await Relay.begin(START, { engines: [open(lostAfter(1))] });
  await relay.advance();
  await assert.rejects(relay.advance(), /Device lost/);
  await relay.fit.release();
});

Deno.test("Fit.begin() from a checkpoint goes on as the fit that it was taken from", async () => {
  const first = await Fit.begin({ ...START, engine: cpu });
  for (let step = 0; step < 5; step++) await first.advance();
  const second = await Fit.begin({ ...START, engine: cpu }, await first.checkpoint());
  assert.equal(second.step, 5);
  for (let step = 5; step < 9; step++) {
    assert.deepEqual(await second.advance(), await first.advance());
  }
  assert.deepEqual(await second.pictures(), await first.pictures());
  await Promise.all([first.release(), second.release()]);
});
