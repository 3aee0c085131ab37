import assert from "node:assert/strict";
import { split } from "../../mod.ts";
import { FITTED_RECIPES } from "../../src/decompose/recipes.ts";
import { beginTrial, timeSteps } from "../../src/decompose/trial_fit.ts";
import { onnxEngine } from "../../src/runtime/onnx/onnx_engine.ts";
import { photoOf } from "./split_cases.ts";

const SIDE = 96;

for (const [name, recipe] of Object.entries(FITTED_RECIPES)) {
  Deno.test(`a trial of ${name} does the step that its split does by default`, async () => {
    const photo = await photoOf(SIDE, SIDE);
    const { report } = await split(photo, { recipe: name, steps: 1, backend: "cpu" });
    const fit = await beginTrial(recipe, SIDE, onnxEngine());
    try {
      assert.equal(fit.executable.nodes, report.engine?.operators);
      const { total } = await fit.advance();
      assert.deepEqual(
        Object.keys(await fit.advance()).toSorted(),
        Object.keys(report.losses.terms).toSorted(),
      );
      assert.ok(Number.isFinite(total));
    } finally {
      await fit.release();
    }
  });
}

Deno.test("timeSteps() times the steps that count, after those that do not", async () => {
  const fit = await beginTrial(FITTED_RECIPES["double-exposure"], 32, onnxEngine());
  try {
    const times = await timeSteps(fit, 3, 2);
    assert.equal(times.length, 3);
    assert.ok(times.every((ms) => ms > 0));
    assert.equal(fit.step, 5);
  } finally {
    await fit.release();
  }
});
