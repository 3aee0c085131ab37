import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { checkDataset, type DatasetOptions } from "../../../src/learn/dataset/options.ts";

const check = (options: Partial<DatasetOptions>) =>
  checkDataset({ input: "photos", output: "pairs", ...options });

function assertRefused(options: Partial<DatasetOptions>, expected: RegExp) {
  assert.throws(() => check(options), (error) => {
    assert.ok(error instanceof UserError, JSON.stringify(options));
    assert.equal(error.exitCode, 2);
    assert.match(error.message, expected);
    return true;
  });
}

Deno.test("checkDataset() fills in the defaults", () => {
  assert.deepEqual(check({}), {
    images: null,
    size: 128,
    crops: 1,
    mixtures: 1,
    split: [70, 15, 15],
    alpha: [0.5, 0.5],
    space: "srgb",
    format: "jpg",
    seed: 0,
  });
});

Deno.test("checkDataset() keeps what was given", () => {
  const given = {
    images: 17_000,
    size: 256,
    crops: 3,
    mixtures: 4,
    split: [33.3, 33.3, 33.4],
    alpha: [0.4, 0.6],
    space: "linear",
    format: "png",
    seed: 2 ** 32 - 1,
  } as const;
  assert.deepEqual(check(given), given);
});

Deno.test("checkDataset() takes a split with empty parts", () => {
  for (const split of [[100, 0, 0], [0, 0, 100], [50, 50, 0]]) {
    assert.deepEqual(check({ split }).split, split);
  }
});

Deno.test("checkDataset() refuses a split that is not three shares of 100", () => {
  const wrong = [[70, 15, 14], [70, 15, 16], [70, 30], [25, 25, 25, 25], [120, -10, -10], [], [
    NaN,
    50,
    50,
  ]];
  for (const split of wrong) assertRefused({ split }, /^The split must be three percentages/);
});

Deno.test("checkDataset() refuses an alpha that hides a layer, or is the wrong way round", () => {
  const wrong = [[0, 0], [1, 1], [0, 0.5], [0.5, 1], [0.6, 0.4], [-0.1, 0.5], [NaN, NaN]] as const;
  for (const alpha of wrong) assertRefused({ alpha }, /^The alpha must be above 0 and below 1/);
  assertRefused({ alpha: [0.6, 0.4] }, /not 0\.6\.\.0\.4$/);
  assertRefused({ alpha: [1, 1] }, /not 1$/);
});

Deno.test("checkDataset() refuses impossible numbers and names", () => {
  const wrong: readonly Partial<DatasetOptions>[] = [
    ...[0, -1, 1.5, NaN, Infinity].flatMap((n) => [{ images: n }, { crops: n }, { mixtures: n }]),
    ...[0, 15, 4097, 64.5].map((size) => ({ size })),
    ...[-1, 2 ** 32, 0.5].map((seed) => ({ seed })),
    { crops: 1001 },
  ];
  for (const options of wrong) {
    const [name] = Object.keys(options);
    assertRefused(
      options,
      new RegExp(`^The ${name} must be a whole number from \\d+ to \\d+, not`),
    );
  }
  assertRefused({ space: "lab" }, /^There is no space "lab": choose one of srgb, linear$/);
  assertRefused({ format: "gif" }, /^There is no format "gif": choose one of jpg, png$/);
});
