import assert from "node:assert/strict";
import sharp from "sharp";
import { encodePng } from "../../src/image/encode_png.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { Random } from "../../src/random.ts";

const random = new Random(5);
const picture = {
  data: Float32Array.from({ length: 3 * 16 * 20 }, () => random.uniform()),
  channels: 3,
  height: 16,
  width: 20,
};

for (const [bitDepth, white] of [[8, 255], [16, 65535]] as const) {
  Deno.test(`encodePng() and readPicture() keep a picture to half a step of ${bitDepth} bits`, async () => {
    const bytes = await encodePng(picture, { bitDepth });
    const { depth, channels, format } = await sharp(bytes).metadata();
    assert.deepEqual([format, depth, channels], ["png", bitDepth === 8 ? "uchar" : "ushort", 3]);
    const { data } = await readPicture(bytes);
    const furthest = data.reduce(
      (most, v, i) => Math.max(most, Math.abs(v - (picture.data[i] as number))),
      0,
    );
    assert.ok(furthest <= 0.5 / white + 1e-7, `${furthest * white} steps`);
    assert.ok(furthest > 0.4 / white, "finer than the depth allows");
  });

  Deno.test(`encodePng() writes one channel as grey of ${bitDepth} bits`, async () => {
    const grey = { ...picture, data: picture.data.slice(0, 320), channels: 1 };
    const bytes = await encodePng(grey, { bitDepth });
    const { depth, channels } = await sharp(bytes).metadata();
    assert.deepEqual([depth, channels], [bitDepth === 8 ? "uchar" : "ushort", 1]);
    const { data } = await readPicture(bytes);
    data.forEach((v, i) => {
      assert.ok(Math.abs(v - (grey.data[i % 320] as number)) <= 0.5 / white + 1e-7);
    });
  });
}

Deno.test("encodePng() clips and rounds", async () => {
  const values = [-3, 0, 0.4 / 255, 0.6 / 255, 1, 7];
  const data = new Float32Array(16 * 16);
  data.set(values);
  const bytes = await encodePng({ data, channels: 1, height: 16, width: 16 });
  const samples = [...await sharp(bytes).toColourspace("b-w").raw().toBuffer()];
  assert.deepEqual(samples.slice(0, 6), [0, 0, 0, 1, 255, 255]);
});

Deno.test("encodePng() refuses two channels", async () => {
  await assert.rejects(
    encodePng({ ...picture, data: picture.data.slice(0, 640), channels: 2 }),
    RangeError,
  );
});
