import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import type { Engine, Executable } from "../../src/runtime/engine.ts";
import { knownAnswer } from "../../src/runtime/known_answer.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { probe } from "../../src/runtime/probe.ts";
import { probeApart } from "../../src/runtime/probe_apart.ts";
import { evaluate } from "../graph/reference.ts";

Deno.test("the answer that probe() expects is the one in float64", () => {
  const { program: { feeds, state, results }, initial, feeds: fed, expected } = knownAnswer();
  const { filter, ...more } = state;
  assert.deepEqual(Object.keys(more), []);
  assert.ok(filter && feeds["picture"] && results["loss"] && fed["picture"]);
  let current = Float64Array.from(initial["filter"] ?? []);
  for (const step of expected) {
    const values = new Map([
      [feeds["picture"], Float64Array.from(fed["picture"])],
      [filter.current, current],
    ]);
    const [loss, next] = evaluate([results["loss"], filter.next], values);
    assert.deepEqual([...loss ?? []], [step.loss]);
    assert.deepEqual([...next ?? []], step.filter);
    current = next as typeof current;
  }
});

Deno.test("probe() finds that the processor works, and how fast it is", async () => {
  const { milliseconds = 0, ...found } = await probe("cpu");
  assert.deepEqual(found, { ...found, backend: "cpu", works: true, device: onnxEngine().device });
  assert.ok(milliseconds > 0.5 && milliseconds < 5000, `${milliseconds} ms`);
});

/** The processor's engine with a fault. */
function faulty(change: (executable: Executable) => Partial<Executable>): Engine {
  const engine = onnxEngine();
  const compile: Engine["compile"] = async (program, initial) => {
    const sound = await engine.compile(program, initial);
    return {
      nodes: sound.nodes,
      run: (feeds) => sound.run(feeds),
      readState: (names) => sound.readState(names),
      writeState: (values) => sound.writeState(values),
      release: () => sound.release(),
      ...change(sound),
    };
  };
  return { name: "faulty", device: engine.device, compile };
}

const FAULTS: Readonly<Record<string, Engine>> = {
  "has a wrong result": faulty((sound) => ({
    run: async (feeds) => {
      const { loss } = await sound.run(feeds);
      return { loss: Float32Array.of((loss?.[0] ?? 0) * 1.002) };
    },
  })),
  "has no number": faulty(() => ({ run: () => Promise.resolve({ loss: Float32Array.of(NaN) }) })),
  "has a wrong state": faulty((sound) => ({
    readState: async (names) => {
      const { filter } = await sound.readState(names);
      return { filter: filter?.map((v, i) => i === 8 ? v + 0.1 : v) ?? new Float32Array() };
    },
  })),
  "loses part of its state": faulty(() => ({
    readState: () => Promise.resolve({ filter: new Float32Array(4) }),
  })),
};

for (const [name, engine] of Object.entries(FAULTS)) {
  Deno.test(`probe() finds an engine out that ${name}`, async () => {
    const found = await probe("faulty", { open: () => Promise.resolve(engine) });
    assert.equal(found.works, false);
    assert.match(found.problem ?? "", /^faulty computes wrongly: .*choose another --backend$/);
    assert.equal(found.milliseconds, undefined);
  });
}

Deno.test("probe() hands on in one line why a backend does not open", async () => {
  const open = () => Promise.reject(new Error("No such\n\t driver: \x1b[1m  install it\n"));
  const problem = "No such driver: [1m install it";
  assert.deepEqual(await probe("gone", { open }), { backend: "gone", works: false, problem });
});

/** Probes by a process that runs some code. */
async function probeBy(code: string, seconds: number) {
  const script = await Deno.makeTempFile({ prefix: "unblend-test-", suffix: ".ts" });
  try {
    await Deno.writeTextFile(script, code);
    return await probeApart("odd", pathToFileURL(script), seconds);
  } finally {
    await Deno.remove(script);
  }
}

Deno.test("probeApart() has what another process found, whatever else that printed", async () => {
  const found = { backend: "odd", works: true, device: "a card", milliseconds: 3.5 };
  const code = `console.log("loading the driver"); console.log(${
    JSON.stringify(
      JSON.stringify(found),
    )
  });`;
  assert.deepEqual(await probeBy(code, 60), found);
  // Done is done: some drivers crash on the way out.
  assert.deepEqual(await probeBy(`${code} Deno.exit(9);`, 60), found);
});

Deno.test("probeApart() survives a process that fails, crashes or hangs, and says so", async () => {
  const [failed, silent] = await Promise.all([
    probeBy(`console.log("{"); Deno.exit(7);`, 60),
    probeBy("", 60),
  ]);
  assert.equal(failed.works, false);
  assert.match(failed.problem ?? "", /^It crashed \(exit code 7\): /);
  assert.match(silent.problem ?? "", /^It crashed \(exit code 0\): /);
  if (Deno.build.os === "windows") return;
  const [crashed, hung] = await Promise.all([
    probeBy(`Deno.kill(Deno.pid, "SIGABRT"); while (true);`, 60),
    probeBy(`while (true);`, 1),
  ]);
  assert.match(crashed.problem ?? "", /^It crashed \(SIGABRT\): .*choose another --backend$/);
  assert.match(hung.problem ?? "", /^It did not answer within 1 s: /);
});
