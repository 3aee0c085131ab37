import assert from "node:assert/strict";
import { checkOptions, RANGES } from "../../src/decompose/options.ts";
import { MOST_PHOTOS } from "../../src/decompose/recipe.ts";
import { FITTED_RECIPES, RECIPE_NAMES, RECIPES } from "../../src/decompose/recipes.ts";
import type { SplitOptions } from "../../src/decompose/types.ts";
import { UserError } from "../../src/errors.ts";

/** Checks that options are refused for so many photos, as wrong usage, in such words. */
function assertRefused(options: SplitOptions, message: string, photos = 1): void {
  assert.throws(() => checkOptions(options, photos), (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.deepEqual([error.exitCode, error.message], [2, message]);
    return true;
  });
}

const DIRECT = RECIPE_NAMES.filter((name) => RECIPES[name]?.kind === "direct");
/** As few photos as the recipe takes. */
const photosOf = (name: string) => RECIPES[name]?.photos[0];

Deno.test("checkOptions() of several photos finds their proportions, unless it is told otherwise", () => {
  assert.equal(checkOptions({}, 1).recipeName, "double-exposure");
  assert.equal(checkOptions({}, 2).recipeName, "proportions");
  assert.equal(checkOptions({ recipe: "watermark" }, 3).recipeName, "watermark");
});

Deno.test("there are recipes that fit networks, and recipes that do not", () => {
  assert.deepEqual(DIRECT, [
    "proportions",
    "reflection",
    "watermark",
    "texture",
    "dehaze",
    "segment",
  ]);
  assert.deepEqual([...Object.keys(FITTED_RECIPES), ...DIRECT].sort(), [...RECIPE_NAMES].sort());
});

Deno.test("every recipe says in one line what it does, with an example that names it if it must", () => {
  for (const [name, { summary, example, hint }] of Object.entries(RECIPES)) {
    for (const line of [summary, hint ?? "-"]) assert.match(line, /^\S[^\n]{0,99}$/);
    // Commands are to be copied, so options have to be right.
    const words = example.split(" ");
    const photos = words.findIndex((word) => word.startsWith("--"));
    const given = photos < 0 ? words.length : photos;
    const value = (option: string) =>
      words.includes(option) ? words[words.indexOf(option) + 1] : undefined;
    const size = value("--size");
    const strength = value("--strength");
    const { recipeName } = checkOptions({
      ...value("--recipe") ? { recipe: value("--recipe") as string } : {},
      hint: value("--hint"),
      ...size ? { size: Number(size) } : {},
      strength: strength ? Number(strength) : undefined,
    }, given);
    assert.equal(recipeName, name);
  }
});

for (const name of DIRECT) {
  Deno.test(`checkOptions() of ${name} claims no networks, and refuses what only these have`, () => {
    const { method, init, steps } = checkOptions({ recipe: name }, photosOf(name));
    assert.deepEqual([method, init, steps], ["direct", "none", 0]);
    const idle: Readonly<Record<string, string | number>> = {
      method: "fit",
      init: "none",
      weights: "my weights",
      size: 256,
      steps: 9,
      seed: 0,
      backend: "cpu",
    };
    for (const [option, value] of Object.entries(idle)) {
      assertRefused(
        { recipe: name, [option]: value },
        `The recipe ${name} fits no networks: leave out ${option}`,
        photosOf(name),
      );
    }
  });
}

for (const [name, { photos: [least, most] }] of Object.entries(RECIPES)) {
  Deno.test(`checkOptions() of ${name} takes ${least} to ${most} photos`, () => {
    for (const count of [least, most]) {
      assert.equal(checkOptions({ recipe: name }, count).recipeName, name);
    }
    const takes = most === 1 ? "one photo" : `${least} to ${most} photos`;
    for (const count of [0, least - 1, most + 1]) {
      const message = `The recipe ${name} takes ${takes}, but was given ${count}`;
      assertRefused({ recipe: name }, message, count);
    }
    assert.ok(most <= MOST_PHOTOS);
  });

  Deno.test(`checkOptions() of ${name} takes hint, strength and light only where they do something`, () => {
    const { hint, linear, retouches } = RECIPES[name]!;
    const cases = [
      [hint, { hint: "strokes.png" }, "takes no hint: leave it out, or choose another recipe"],
      [linear, { space: "linear" }, "knows no linear light: leave out space"],
      [
        retouches,
        { strength: 50 },
        "has no strength: leave it out, or choose reflection",
      ],
    ] as const;
    for (const [known, options, refusal] of cases) {
      const asked = { recipe: name, ...options };
      if (known) assert.equal(checkOptions(asked, least).recipeName, name);
      else assertRefused(asked, `The recipe ${name} ${refusal}`, least);
    }
    // What is so anyway may be said.
    assert.equal(checkOptions({ recipe: name, space: "srgb" }, least).space, "srgb");
  });
}

Deno.test("checkOptions() takes a strength from -100 to 100, fractions too, and 100 if none is given", () => {
  const recipe = "reflection";
  assert.equal(checkOptions({ recipe }).strength, 100);
  for (const strength of [...RANGES.strength, 0, 33.3]) {
    assert.equal(checkOptions({ recipe, strength }).strength, strength);
  }
  for (const strength of [-100.1, 101, NaN, Infinity]) {
    const message = `The strength must be a number from -100 to 100, not ${strength}`;
    assertRefused({ recipe, strength }, message);
  }
});

Deno.test("checkOptions() refuses a space that there is not and names those that there are", () => {
  for (const space of ["", "Linear", "rgb", "toString"]) {
    assertRefused({ space }, `There is no space "${space}": choose one of srgb, linear`);
  }
});
