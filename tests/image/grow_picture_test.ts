import assert from "node:assert/strict";
import { growPicture } from "../../src/image/grow_picture.ts";
import { pastePicture } from "../../src/image/pad_picture.ts";
import type { Picture } from "../../src/image/picture.ts";

/** A picture of numbers that are all different. */
function numbered(channels: number, height: number, width: number, from: number): Picture {
  const data = Float32Array.from({ length: channels * height * width }, (_, i) => from + i);
  return { data, channels, height, width };
}

Deno.test("growPicture() does what pastePicture() does, in the memory of the part", () => {
  for (
    const [height, width, top, left] of [[5, 7, 2, 3], [5, 7, 0, 0], [9, 4, 1, 6], [1, 1, 8, 9]]
  ) {
    const around = numbered(3, 10, 10, 1000);
    const part = numbered(3, height!, width!, 0);
    const corner = { left: left!, top: top! };
    const expected = pastePicture(around, part, corner);
    assert.deepEqual(growPicture(part, around, corner), expected);
    assert.equal(part.data.length, 0);
    assert.deepEqual(around, numbered(3, 10, 10, 1000));
  }
  const whole = numbered(1, 6, 5, 0);
  assert.deepEqual(growPicture(numbered(1, 6, 5, 7), whole, { left: 0, top: 0 }).data[0], 7);
});
