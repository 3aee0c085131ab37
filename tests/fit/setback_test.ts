import assert from "node:assert/strict";
import { Fit, type FitStart, type Losses } from "../../src/fit/fit.ts";
import { NotFinite } from "../../src/fit/not_finite.ts";
import { Relay } from "../../src/fit/relay.ts";
import { add, log, mean, mul, reshape, sqrt, type Tensor } from "../../src/graph/mod.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";

const engine = onnxEngine();
const engines = [() => Promise.resolve(engine)];

/** The fit of one number by one loss term. */
function fitting(loss: (knob: Tensor) => Tensor, { first = 1, rate = 0.1, steps = 40 } = {}) {
  const start: Omit<FitStart, "engine"> = {
    photo: { data: new Float32Array(3), channels: 3, height: 1, width: 1 },
    build: ({ parameters }) => {
      const knob = parameters.declare([1], () => first);
      return {
        terms: { wall: { loss: mean(loss(knob)), weight: 1 } },
        pictures: { knob: reshape(knob, [1, 1, 1, 1]) },
      };
    },
    settings: { rate, jitter: 0, noise: 0, orientations: false, average: 1 },
    steps,
    seed: 0,
  };
  return start;
}

/** 4 x - log x, least at 0.25: large steps from 3 on end below 0, where there is no logarithm. */
const wall = (knob: Tensor) => add(mul(knob, 4), mul(log(knob), -1));
const HASTY = fitting(wall, { first: 3, rate: 0.4, steps: 60 });

/** Runs a relay to its end. */
async function runAll(relay: Relay) {
  const seen: (readonly [number, Losses])[] = [];
  try {
    while (relay.fit.step < relay.start.steps) {
      const losses = await relay.advance();
      seen.push([relay.fit.step, losses]);
    }
    return { seen, pictures: await relay.fit.pictures() };
  } finally {
    await relay.fit.release();
  }
}

Deno.test("Fit.advance() throws at the very step whose loss is not finite", async () => {
  const fit = await Fit.begin({ ...HASTY, engine });
  const losses: Losses[] = [];
  await assert.rejects(
    async () => {
      while (fit.step < HASTY.steps) losses.push(await fit.advance());
    },
    (error) => {
      assert.ok(error instanceof NotFinite);
      assert.deepEqual([error.step, error.reason], [losses.length + 1, "its wall loss is NaN"]);
      return true;
    },
  );
  assert.equal(losses.length, 8);
  await fit.release();
});

Deno.test("Fit.advance() throws at the very step whose gradient is not finite, its losses being so", async () => {
  // The root's slope at 0 is infinite, that of the square beneath it 0.
  const start = fitting((knob) => sqrt(mul(knob, knob)), { first: 0 });
  const fit = await Fit.begin({ ...start, engine });
  await assert.rejects(fit.advance(), {
    name: "NotFinite",
    message: "Step 1 is not finite: its gradients lead to NaN",
  });
  await fit.release();
});

Deno.test("Fit.goTo() goes back to a copy", async () => {
  const fit = await Fit.begin({ ...fitting(wall), engine });
  await fit.advance();
  const copy = await fit.checkpoint();
  const first = [await fit.advance(), await fit.advance()];
  await fit.goTo(copy);
  assert.equal(fit.step, 1);
  assert.deepEqual([await fit.advance(), await fit.advance()], first);
  await fit.release();
});

for (const every of [1, 2, 1000]) {
  Deno.test(`Relay goes back to its copy, one every ${every} steps, and on with a quarter of the rate`, async () => {
    const notices: string[] = [];
    const onNotice = (notice: string) => void notices.push(notice);
    const { seen, pictures } = await runAll(await Relay.begin(HASTY, { engines, every, onNotice }));
    const [notice = ""] = notices;
    const [, failed = NaN, back] =
      /^The fit failed at step (\d+) \(its wall loss is NaN\): going on from step (\d+) with a quarter of the learning rate$/
        .exec(notice)?.map(Number) ?? [];
    assert.equal(notices.length, 1, notices.join("\n"));
    // The copy of the step before it has no way on: the last good one is older.
    assert.deepEqual([failed, back], [9, Math.floor((9 - 2) / every) * every]);
    // The same by hand.
    const fit = await Fit.begin({ ...HASTY, engine });
    const expected: (readonly [number, Losses])[] = [];
    const advance = async (factor: number) => {
      const losses = await fit.advance(factor);
      expected.push([fit.step, losses]);
    };
    let copy = await fit.checkpoint();
    while (fit.step < failed - 1) {
      await advance(1);
      if (fit.step === back) copy = await fit.checkpoint();
    }
    await fit.goTo(copy);
    while (fit.step < HASTY.steps) await advance(1 / 4);
    assert.deepEqual({ seen, pictures }, { seen: expected, pictures: await fit.pictures() });
    assert.ok(Math.abs((pictures["knob"]?.[0] ?? NaN) - 0.25) < 0.1, `${pictures["knob"]}`);
    await fit.release();
  });
}

Deno.test("Relay gives up with one line when it has gone back three times", async () => {
  const notices: string[] = [];
  const relay = await Relay.begin(fitting(wall, { rate: 1e6 }), {
    engines,
    onNotice: (notice) => notices.push(notice),
  });
  await assert.rejects(runAll(relay), {
    name: "UserError",
    message: "The fit failed at step 2: its wall loss is NaN, after going back 3 times; try " +
      "another --seed",
  });
  assert.equal(notices.length, 3);
});

Deno.test("Relay gives up at once where the first step fails: smaller ones do not change it", async () => {
  const relay = await Relay.begin(fitting(wall, { first: -1 }), { engines });
  await assert.rejects(runAll(relay), {
    name: "UserError",
    message: "The fit failed at step 1: its wall loss is NaN; try another --seed",
  });
});

Deno.test("Relay that goes on from a checkpoint knows what it would go back to, and how often it did", async () => {
  const settings = { engines, every: 1000 };
  const expected = await runAll(await Relay.begin(HASTY, settings));
  // It fails at step 9, and is at step 7 before and after that.
  for (const until of [1, 7, 8, 20]) {
    const first = await Relay.begin(HASTY, settings);
    while (first.fit.step < until) await first.advance();
    const leg = structuredClone(await first.checkpoint());
    await first.fit.release();
    const { seen, pictures } = await runAll(await Relay.begin(HASTY, settings, leg));
    assert.deepEqual(pictures, expected.pictures);
    assert.deepEqual(seen.at(-1), expected.seen.at(-1));
  }
});
