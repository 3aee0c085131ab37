import assert from "node:assert/strict";
import { checkOptions, RANGES } from "../../src/decompose/options.ts";
import { FITTED_RECIPES, RECIPE_NAMES, RECIPES } from "../../src/decompose/recipes.ts";
import { UserError } from "../../src/errors.ts";

/** Checks that options are refused, as wrong usage, in such words. */
function assertRefused(options: Parameters<typeof checkOptions>[0], expected: RegExp): void {
  assert.throws(() => checkOptions(options), (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.equal(error.exitCode, 2);
    assert.match(error.message, expected);
    return true;
  });
}

Deno.test("checkOptions() fills in every default", () => {
  const recipe = FITTED_RECIPES["double-exposure"];
  const { steps } = recipe;
  const numbers = { size: 128, steps, seed: 0, strength: 100, megapixels: 150 };
  const names = {
    recipeName: "double-exposure",
    method: "fit",
    init: "unet",
    backend: "auto",
    space: "srgb",
    border: "auto",
  };
  const expected = {
    ...names,
    recipe,
    weights: undefined,
    tiles: false,
    ...numbers,
    checkpoint: undefined,
  };
  assert.deepEqual(checkOptions({}), expected);
  const undefineds = { recipe: undefined, size: undefined, steps: undefined, seed: undefined };
  assert.deepEqual(checkOptions(undefineds), expected);
  assert.equal(checkOptions({ tiles: true }).size, 256);
});

Deno.test("checkOptions() takes each recipe with its own steps, or those asked for", () => {
  assert.equal(RECIPE_NAMES[0], "double-exposure");
  for (const [name, expected] of Object.entries(FITTED_RECIPES)) {
    const { recipe, recipeName, steps } = checkOptions({ recipe: name });
    assert.deepEqual([recipe, recipeName, steps], [RECIPES[name], name, expected.steps]);
    assert.equal(checkOptions({ recipe: name, steps: 7 }).steps, 7);
  }
});

for (const name of ["", "Published", "double exposure", "toString", "__proto__"]) {
  Deno.test(`checkOptions() refuses the recipe "${name}" and names those that there are`, () => {
    assertRefused(
      { recipe: name },
      /^There is no recipe ".*": choose one of double-exposure, .*published/,
    );
  });
}

for (const name of ["size", "steps", "seed"] as const) {
  const [least, most] = RANGES[name];
  Deno.test(`checkOptions() takes a ${name} from ${least} to ${most}, both included`, () => {
    for (const value of [least, most]) {
      assert.equal(checkOptions({ [name]: value })[name], value);
    }
    for (const value of [least - 1, most + 1, least + 0.5, NaN, Infinity, -Infinity]) {
      const expected = `The ${name} must be a whole number from ${least} to ${most}, not ${value}`;
      assertRefused({ [name]: value }, new RegExp(`^${expected}$`));
    }
  });
}

Deno.test("checkOptions() refuses a number that is text", () => {
  const options = JSON.parse('{"size": "64"}');
  assertRefused(options, /size must be .* not 64/);
});

Deno.test("checkOptions() refuses a backend that there is not and names those that there are", () => {
  assert.throws(
    () => checkOptions({ backend: "abacus" }),
    /^UserError: There is no backend "abacus": choose one of auto, cpu/,
  );
  assert.equal(checkOptions({ backend: "cpu" }).backend, "cpu");
});

Deno.test("checkOptions() keeps a fit every 30 seconds where it is told to, and nothing else", () => {
  const kept = { path: "kept", seconds: 30, resume: false };
  assert.deepEqual(checkOptions({ checkpoint: "kept" }).checkpoint, kept);
  const often = { checkpoint: "kept", checkpointSeconds: 0.5, resume: true };
  assert.deepEqual(checkOptions(often).checkpoint, { path: "kept", seconds: 0.5, resume: true });
  for (const fitless of [{ method: "unet" }, { recipe: "dehaze" }]) {
    assert.equal(checkOptions({ ...fitless, checkpoint: "kept" }).checkpoint, undefined);
    const resumed = { ...fitless, checkpoint: "kept", resume: true };
    assert.throws(() => checkOptions(resumed), /^UserError: .*: leave out resume$/);
  }
  assert.throws(
    () => checkOptions({ checkpoint: "kept", checkpointSeconds: -1 }),
    /^UserError: The checkpoint interval must be a number from 0 to 86400, not -1$/,
  );
});
