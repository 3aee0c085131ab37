import assert from "node:assert/strict";
import { readPicture } from "../../src/image/read_picture.ts";
import { assertRefused } from "./files.ts";

const grey = {
  data: Float32Array.from({ length: 16 * 20 }, (_, i) => i / 319),
  channels: 1,
  height: 16,
  width: 20,
};
const colour = { ...grey, data: new Float32Array(3 * 16 * 20).fill(0.25), channels: 3 };

Deno.test("readPicture() copies pixels of three channels", async () => {
  const copy = await readPicture(colour);
  assert.deepEqual(copy, colour);
  copy.data[0] = 1;
  assert.equal(colour.data[0], 0.25);
});

Deno.test("readPicture() repeats a single channel", async () => {
  const { data, channels } = await readPicture(grey);
  assert.equal(channels, 3);
  assert.deepEqual([data.slice(0, 320), data.slice(320, 640), data.slice(640)], [
    grey.data,
    grey.data,
    grey.data,
  ]);
});

Deno.test("readPicture() refuses pixels that are not what their shape says", async () => {
  await assertRefused(
    { ...colour, data: new Float32Array(959) },
    "The picture has 959 values; 3 channels of 20x16 are 960",
  );
  await assertRefused({ ...colour, channels: 4 }, "The picture has 4 channels; give it 1 or 3");
  await assertRefused(
    { ...colour, height: 15 },
    "Cannot use the picture: it is 20x15 pixels, and 16x16 is the least; choose a larger one",
  );
  await assertRefused({ ...colour, width: 20.5 }, /^Cannot use the picture: it is 20\.5x16 pixels/);
  await assertRefused(
    { ...colour, data: [...colour.data] as unknown as Float32Array },
    "The picture's data must be a Float32Array; convert it",
  );
});

Deno.test("readPicture() refuses values outside [0, 1] and those that are no numbers", async () => {
  for (const value of [NaN, Infinity, -0.5, 255]) {
    await assertRefused(
      { ...colour, data: colour.data.with(7, value) },
      `The picture's value ${value} at index 7 is not in [0, 1]; scale or clip it`,
    );
  }
  await readPicture({ ...colour, data: colour.data.with(7, 0).with(8, 1) });
});
