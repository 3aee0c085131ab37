import assert from "node:assert/strict";
import { boxMean } from "../../src/image/box_mean.ts";
import type { Picture } from "../../src/image/picture.ts";
import { noise } from "../metrics/pictures.ts";

/** The same, by its definition. */
function slowly({ data, channels, height, width }: Picture, radius: number): number[] {
  return Array.from({ length: channels * height * width }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width) % height];
    const plane = at - x - y * width;
    const inside: number[] = [];
    for (let v = Math.max(0, y - radius); v <= Math.min(height - 1, y + radius); v++) {
      for (let u = Math.max(0, x - radius); u <= Math.min(width - 1, x + radius); u++) {
        inside.push(data[plane + v * width + u] as number);
      }
    }
    return inside.reduce((sum, value) => sum + value, 0) / inside.length;
  });
}

Deno.test("boxMean() of a line of four is what it is by hand", () => {
  const line = { data: Float32Array.of(1, 2, 6, 8), channels: 1, height: 1, width: 4 };
  assert.deepEqual([...boxMean(line, 1).data], [1.5, 3, 16 / 3, 7].map(Math.fround));
  assert.deepEqual([...boxMean(line, 0).data], [1, 2, 6, 8]);
  assert.deepEqual([...boxMean(line, 9).data], [4.25, 4.25, 4.25, 4.25]);
});

Deno.test("boxMean() is the mean of the window's part inside the picture, for any radius", () => {
  for (const [width, height, radius] of [[9, 7, 1], [8, 5, 2], [5, 11, 4], [1, 6, 2], [6, 1, 3]]) {
    const picture = noise(width as number, height as number, radius as number);
    const { data } = boxMean(picture, radius as number);
    slowly(picture, radius as number).forEach((mean, i) =>
      assert.ok(Math.abs(mean - (data[i] as number)) < 1e-6)
    );
  }
});
