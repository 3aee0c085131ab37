import assert from "node:assert/strict";
import { cropPicture, padToMultiple } from "../../src/image/pad_picture.ts";

/** Rows of digits as a picture of one channel. */
function digits(...rows: readonly string[]) {
  const data = Float32Array.from(rows.join(""), Number);
  return { data, channels: 1, height: rows.length, width: (rows[0] as string).length };
}

Deno.test("padToMultiple() mirrors at the right and the bottom, the border pixel once", () => {
  assert.deepEqual(padToMultiple(digits("123", "456"), 4), digits("1232", "4565", "1232", "4565"));
});

Deno.test("padToMultiple() mirrors again where the pad is larger than the picture", () => {
  assert.deepEqual(
    padToMultiple(digits("123", "456"), 8),
    digits(...Array.from({ length: 4 }, () => ["12321232", "45654565"]).flat()),
  );
  assert.deepEqual(padToMultiple(digits("7"), 3), digits("777", "777", "777"));
});

Deno.test("padToMultiple() pads small pictures to the first multiple that is enough", () => {
  const padded = padToMultiple(digits("123", "456"), 2, 5);
  assert.deepEqual([padded.width, padded.height], [6, 6]);
  assert.deepEqual(padToMultiple(digits("12", "34"), 2, 2), digits("12", "34"));
});

Deno.test("padToMultiple() returns the picture itself if nothing is missing", () => {
  const picture = digits("1234", "5678");
  assert.equal(padToMultiple(picture, 2), picture);
});

Deno.test("padToMultiple() pads each channel by itself", () => {
  const picture = { data: Float32Array.from([1, 2, 3, 4]), channels: 2, height: 1, width: 2 };
  assert.deepEqual(
    [...padToMultiple(picture, 3).data],
    [1, 2, 1, 1, 2, 1, 1, 2, 1, 3, 4, 3, 3, 4, 3, 3, 4, 3],
  );
});

Deno.test("padToMultiple() refuses a multiple that is none", () => {
  for (const multiple of [0, -4, 1.5, NaN]) {
    assert.throws(() => padToMultiple(digits("12"), multiple), RangeError);
  }
});

Deno.test("cropPicture() cuts out a part, and undoes padToMultiple()", () => {
  const picture = digits("1234", "5678", "9012");
  assert.deepEqual(
    cropPicture(picture, { left: 1, top: 1, width: 2, height: 2 }),
    digits("67", "01"),
  );
  const padded = padToMultiple(picture, 32);
  assert.deepEqual([padded.width, padded.height], [32, 32]);
  assert.deepEqual(cropPicture(padded, { left: 0, top: 0, width: 4, height: 3 }), picture);
});

Deno.test("cropPicture() refuses what is not inside the picture", () => {
  const picture = digits("1234", "5678");
  for (
    const area of [
      { left: -1, top: 0, width: 2, height: 2 },
      { left: 3, top: 0, width: 2, height: 2 },
      { left: 0, top: 1, width: 2, height: 2 },
      { left: 0, top: 0, width: 0, height: 2 },
      { left: 0.5, top: 0, width: 2, height: 2 },
    ]
  ) assert.throws(() => cropPicture(picture, area), RangeError);
});
