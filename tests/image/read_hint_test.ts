import assert from "node:assert/strict";
import { UserError } from "../../src/errors.ts";
import { readHint } from "../../src/image/read_hint.ts";
import { image, withDirectory } from "./files.ts";
import { hintFile, strokes } from "./strokes.ts";

/** Colours of a painting, column by column, in red, green, blue and opacity. */
const COLOURS = [
  [255, 0, 0, 255],
  [0, 0, 255, 255],
  [255, 0, 0, 0],
  [0, 255, 0, 255],
  [128, 128, 128, 255],
  [220, 60, 40, 255],
  [255, 0, 0, 51],
  [0, 0, 0, 0],
] as const;
const SIZE = { width: 8, height: 4 };
const sample = (i: number) => COLOURS[Math.floor(i / 4) % 8]?.[i % 4 as 0] as number;
const PAINTING = image(8, 4, 4, sample);

/** A picture of that row, four times. */
const columns = (...row: readonly number[]) => ({
  data: Float32Array.from({ length: 32 }, (_, i) => row[i % 8] as number),
  channels: 1,
  height: 4,
  width: 8,
});

/** What is refused: as a mistake of the user, in such words. */
async function assertRefused(reading: Promise<unknown>, expected: RegExp): Promise<void> {
  await assert.rejects(reading, (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.match(error.message, expected);
    return true;
  });
}

Deno.test("readHint() finds red and blue, as opaque as they are, and nothing in other colours", async () => {
  const { first, second } = await readHint(await PAINTING.clone().png().toBuffer(), SIZE);
  // A marker's red counts, a fifth of opacity is a fifth of a pixel; transparent red is none.
  assert.deepEqual(first, columns(1, 0, 0, 0, 0, 1, 51 / 255, 0));
  assert.deepEqual(second, columns(0, 1, 0, 0, 0, 0, 0, 0));
});

Deno.test("readHint() reads what painting programs write", async () => {
  const expected = await readHint(await PAINTING.clone().png().toBuffer(), SIZE);
  const files = {
    palette: PAINTING.clone().png({ palette: true }),
    webp: PAINTING.clone().webp({ lossless: true }),
    tiff: PAINTING.clone().tiff({ compression: "lzw" }),
    "16 bits": image(8, 4, 4, (i) => 257 * sample(i), 16).png(),
  };
  for (const [name, file] of Object.entries(files)) {
    assert.deepEqual(await readHint(await file.toBuffer(), SIZE), expected, name);
  }
});

Deno.test("readHint() of a path and of masks is that of the file's bytes", () =>
  withDirectory(async (path) => {
    const bytes = await PAINTING.clone().png().toBuffer();
    const expected = await readHint(bytes, SIZE);
    await Deno.writeFile(path("strokes.png"), bytes);
    assert.deepEqual(await readHint(path("strokes.png"), SIZE), expected);
    assert.deepEqual(await readHint(expected, SIZE), expected);
  }));

Deno.test("readHint() lays a hint upright, as its photo is", async () => {
  // Orientation 6: the stored left column is the top row, from right to left.
  const left = image(24, 16, 4, (i) => Math.floor(i / 4) % 24 < 6 ? [255, 0, 0, 255][i % 4]! : 0);
  const file = await left.withMetadata({ orientation: 6 }).png().toBuffer();
  const { first } = await readHint(file, { width: 16, height: 24 });
  assert.deepEqual(first, strokes(16, 24, (_, y) => y < 6));
});

Deno.test("readHint() scales a hint to the photo's size", async () => {
  const [first, second] = [strokes(32, 20, (x) => x < 16), strokes(32, 20, (x) => x > 24)];
  for (const source of [{ first, second }, await hintFile({ first, second })]) {
    const hint = await readHint(source, { width: 96, height: 60 });
    for (const mask of [hint.first, hint.second]) {
      assert.deepEqual([mask.width, mask.height, mask.data.length], [96, 60, 96 * 60]);
    }
    const row = hint.first.data.slice(96 * 30, 96 * 31);
    assert.ok(row.slice(0, 44).every((v) => v > 0.9) && row.slice(52).every((v) => v < 0.01));
  }
});

Deno.test("readHint() takes strokes of one layer alone", async () => {
  const [some, none] = [strokes(8, 4, (x) => x > 3), strokes(8, 4, () => false)];
  assert.deepEqual(await readHint({ first: none, second: some }, SIZE), {
    first: none,
    second: some,
  });
});

Deno.test("readHint() refuses a hint without strokes, and says what to paint", async () => {
  const none = strokes(8, 4, () => false);
  const advice =
    "has no red and no blue strokes: paint red what is layer 1, and blue what is layer 2$";
  await assertRefused(
    readHint({ first: none, second: none }, SIZE),
    new RegExp(`^The hint ${advice}`),
  );
  const white = await image(8, 4, 3, () => 255).png().toBuffer();
  const grey = await image(8, 4, 2, (i) => 37 * i % 256).png().toBuffer();
  for (const file of [white, grey]) {
    await assertRefused(readHint(file, SIZE), new RegExp(`^The hint ${advice}`));
  }
  await withDirectory(async (path) => {
    await Deno.writeFile(path("white.png"), white);
    await assertRefused(readHint(path("white.png"), SIZE), new RegExp(`white\\.png ${advice}`));
  });
});

Deno.test("readHint() refuses what it cannot read, and names it", () =>
  withDirectory(async (path) => {
    const bytes = await PAINTING.clone().png().toBuffer();
    const files = { "text": "no picture", "empty": "", "cut": bytes.subarray(0, 60) };
    for (const [name, content] of Object.entries(files)) {
      const given = typeof content === "string" ? new TextEncoder().encode(content) : content;
      await Deno.writeFile(path(name), given);
      const advice = "it is not a picture that can be read; save the strokes as a PNG file$";
      await assertRefused(readHint(given, SIZE), new RegExp(`^Cannot read the hint: ${advice}`));
      await assertRefused(
        readHint(path(name), SIZE),
        new RegExp(`^Cannot read .*${name}: ${advice}`),
      );
    }
    await assertRefused(
      readHint(path("gone.png"), SIZE),
      /^Cannot read .*gone\.png: .*no such file/,
    );
  }));

Deno.test("readHint() refuses masks that are none", async () => {
  const good = strokes(8, 4, (x) => x > 3);
  for (
    const wrong of [
      { ...good, channels: 3 },
      { ...good, width: 9 },
      { ...good, data: new Float32Array(0), height: 0 },
      { ...good, data: good.data.map((v) => 255 * v) },
      { ...good, data: good.data.map(() => NaN) },
    ]
  ) {
    for (const hint of [{ first: wrong, second: good }, { first: good, second: wrong }]) {
      await assertRefused(readHint(hint, SIZE), /masks must be of one channel each, .* 0 to 1$/);
    }
  }
});
