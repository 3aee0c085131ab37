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

Deno.test("checkOptions() takes each method with each init, and a file of weights as it is named", () => {
  for (const method of METHODS) {
    for (const init of INITS) {
      const settings = checkOptions({ method, init, weights: "my weights" });
      const found = [settings.method, settings.init, settings.weights];
      assert.deepEqual(found, [method, init, "my weights"]);
    }
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
