import assert from "node:assert/strict";
import { checkOptions, INITS, METHODS } from "../../src/decompose/options.ts";
import type { SplitOptions } from "../../src/decompose/types.ts";
import { UserError } from "../../src/errors.ts";

function assertRefused(options: SplitOptions, message: string): void {
  assert.throws(() => checkOptions(options), (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.deepEqual([error.exitCode, error.message], [2, message]);
    return true;
  });
}

Deno.test("checkOptions() fits from the network that ships, unless it is told otherwise", () => {
  for (const options of [{}, { method: undefined, init: undefined, weights: undefined }]) {
    const { method, init, weights } = checkOptions(options);
    assert.deepEqual([method, init, weights], ["fit", "unet", undefined]);
  }
});

Deno.test("checkOptions() takes a fit with each init, and each method with a file of weights", () => {
  for (const init of INITS) {
    const settings = checkOptions({ method: "fit", init });
    assert.deepEqual([settings.method, settings.init], ["fit", init]);
  }
  for (const method of METHODS) {
    const settings = checkOptions({ method, weights: "my weights" });
    assert.deepEqual([settings.method, settings.weights], [method, "my weights"]);
  }
});

Deno.test("checkOptions() of the trained network alone claims no steps, and no other beginning", () => {
  const { init, steps } = checkOptions({ method: "unet", init: undefined, steps: undefined });
  assert.deepEqual([init, steps], ["unet", 0]);
});

Deno.test("checkOptions() refuses the trained network alone what only a fit has", () => {
  const refusal = (name: string) =>
    `The method unet has no ${name}: leave out ${name}, or choose method fit`;
  assertRefused({ method: "unet", steps: 100 }, refusal("steps"));
  for (const init of INITS) assertRefused({ method: "unet", init }, refusal("init"));
});

Deno.test("checkOptions() refuses weights to a fit from nothing", () => {
  const refusal = "A fit from nothing has no use for weights: leave out weights, or choose a " +
    "recipe and init with the trained network";
  for (const fit of [{ init: "none" }, { recipe: "published" }]) {
    assertRefused({ ...fit, weights: "my weights" }, refusal);
  }
});

for (const name of ["", "Unet", "copy", "unet+fit", "toString"]) {
  Deno.test(`checkOptions() refuses the method and the init "${name}", and names those that there are`, () => {
    assertRefused({ method: name }, `There is no method "${name}": choose one of fit, unet`);
    assertRefused({ init: name }, `There is no init "${name}": choose one of none, unet`);
  });
}

Deno.test("checkOptions() fits from nothing by a recipe that does without the trained network", () => {
  assert.equal(checkOptions({ recipe: "published" }).init, "none");
});

Deno.test("checkOptions() refuses the trained network to a recipe that does without it", () => {
  const recipe = "published";
  const refusal = (option: string) =>
    "The recipe published does without the trained network: choose another recipe, or leave out " +
    `${option} unet`;
  assertRefused({ recipe, method: "unet" }, refusal("method"));
  assertRefused({ recipe, init: "unet" }, refusal("init"));
  const { method, init } = checkOptions({ recipe, method: "fit", init: "none" });
  assert.deepEqual([method, init], ["fit", "none"]);
});

Deno.test("checkOptions() takes tiles with each method, and none unless it is told", () => {
  assert.equal(checkOptions({}).tiles, false);
  for (const method of METHODS) assert.equal(checkOptions({ method, tiles: true }).tiles, true);
});

Deno.test("checkOptions() refuses tiles to recipes that have no guess to put them in order by", () => {
  const refusal = (recipe: string) =>
    `The recipe ${recipe} knows no tiles: leave them out, or choose double-exposure`;
  for (const recipe of ["published", "reflection", "texture"]) {
    assertRefused({ recipe, tiles: true }, refusal(recipe));
    assert.equal(checkOptions({ recipe, tiles: false }).tiles, false);
  }
});

Deno.test("checkOptions() keeps no fits of tiles, and refuses to go on from any", () => {
  const refusal = "The fits of tiles are not kept to go on from: leave out resume, or tiles";
  assertRefused({ tiles: true, checkpoint: "kept", resume: true }, refusal);
  assert.equal(checkOptions({ tiles: true, checkpoint: "kept" }).checkpoint, undefined);
});
