import assert from "node:assert/strict";
import { type Picture, split, UserError } from "../../mod.ts";
import { hintFile, strokes } from "../image/strokes.ts";
import { image, withDirectory } from "../image/files.ts";
import { assertLayers, lasting, photoOf } from "./split_cases.ts";

const [WIDTH, HEIGHT] = [48, 40];
const PHOTO = await photoOf(WIDTH, HEIGHT);
const HINT = {
  first: strokes(WIDTH, HEIGHT, (x, y) => x > 4 && x < 14 && y > 16 && y < 22),
  second: strokes(WIDTH, HEIGHT, (x, y) => x > 34 && x < 44 && y > 16 && y < 22),
};

/** How much brighter layer 1 is than layer 2 on a stroke, on the mean. */
function on(stroke: Picture, [a, b]: readonly [Picture, Picture]): number {
  const pixels = stroke.data.length;
  const weight = 3 * stroke.data.reduce((sum, v) => sum + v, 0);
  return a.data.reduce(
    (sum, v, i) => sum + stroke.data[i % pixels]! * (v - b.data[i]!) / weight,
    0,
  );
}

for (
  const [how, options] of [
    ["the trained network alone", { method: "unet" }],
    ["a fit from the trained network", { size: 48, steps: 60 }],
    ["a fit from nothing", { size: 48, steps: 60, init: "none" }],
  ] as const
) {
  Deno.test(`split() by ${how} has layer 1 where a hint is red, and layer 2 where it is blue`, async () => {
    const result = await split(PHOTO, { ...options, hint: HINT });
    assertLayers(result, [WIDTH, HEIGHT]);
    assert.equal(result.report.settings.hint, true);
    const [red, blue] = [on(HINT.first, result.layers), on(HINT.second, result.layers)];
    assert.ok(red > 0 && blue < 0, `${red}, ${blue}`);
  });
}

Deno.test("split() exchanges its layers when the strokes change colours", async () => {
  const { first, second } = HINT;
  const one = await split(PHOTO, { method: "unet", hint: HINT });
  const other = await split(PHOTO, { method: "unet", hint: { first: second, second: first } });
  assert.ok(on(first, one.layers) > 0 && on(second, one.layers) < 0);
  assert.ok(on(first, other.layers) < 0 && on(second, other.layers) > 0);
});

Deno.test("split() takes a hint as a path, as bytes and as masks: all the same", () =>
  withDirectory(async (path) => {
    const bytes = await hintFile(HINT);
    await Deno.writeFile(path("strokes.png"), bytes);
    const results = [];
    for (const hint of [path("strokes.png"), bytes, HINT]) {
      results.push(lasting(await split(PHOTO, { method: "unet", hint })));
    }
    const [first, ...others] = results;
    for (const other of others) assert.deepEqual(other, first);
  }));

Deno.test("split() leaves the masks that it is given as they are", async () => {
  const before = [HINT.first.data.slice(), HINT.second.data.slice()];
  await split(PHOTO, { method: "unet", hint: HINT });
  assert.deepEqual([HINT.first.data, HINT.second.data], before);
});

Deno.test("split() scales a hint of another size to the photo", async () => {
  const scaled = (stroke: Picture, by: number) =>
    strokes(WIDTH * by, HEIGHT * by, (x, y) => {
      return stroke.data[Math.floor(y / by) * WIDTH + Math.floor(x / by)] === 1;
    });
  for (const by of [0.5, 3]) {
    const hint = { first: scaled(HINT.first, by), second: scaled(HINT.second, by) };
    const { layers } = await split(PHOTO, { method: "unet", hint });
    assert.ok(on(HINT.first, layers) > 0 && on(HINT.second, layers) < 0, `${by}`);
  }
});

Deno.test("split() by the published recipe takes the order alone from a hint", async () => {
  const options = { size: 32, steps: 1, recipe: "published" };
  const none = strokes(WIDTH, HEIGHT, () => false);
  const red = await split(PHOTO, { ...options, hint: { first: HINT.first, second: none } });
  const blue = await split(PHOTO, { ...options, hint: { first: none, second: HINT.first } });
  assert.ok(on(HINT.first, red.layers) > 0);
  assert.deepEqual([...blue.layers], [...red.layers].reverse());
});

Deno.test("split() refuses a hint that says nothing, or cannot be read, as a mistake of the user", async () => {
  const none = strokes(WIDTH, HEIGHT, () => false);
  const white = await image(WIDTH, HEIGHT, 3, () => 255).png().toBuffer();
  for (
    const [hint, expected] of [
      [{ first: none, second: none }, /^The hint has no red and no blue strokes: paint red/],
      [new Uint8Array(white), /^The hint has no red and no blue strokes: paint red/],
      [new Uint8Array(0), /^Cannot read the hint: .* save the strokes as a PNG file$/],
      ["nowhere.png", /^Cannot read nowhere\.png: there is no such file/],
      [{ first: { ...none, channels: 3 }, second: none }, /masks must be of one channel each/],
    ] as const
  ) {
    await assert.rejects(split(PHOTO, { hint }), (error) => {
      assert.ok(error instanceof UserError, `${error}`);
      assert.match(error.message, expected);
      return true;
    });
  }
});
