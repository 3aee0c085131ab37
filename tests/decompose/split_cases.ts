import assert from "node:assert/strict";
import { mixturePath } from "../../fixtures/fixtures.ts";
import type { Layers, Picture } from "../../mod.ts";
import type { FoundSplit } from "../../src/decompose/types.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";

/** A texture of 128 x 128. */
export const PATH = mixturePath("gravel-brick");

/** Options of a fit that takes a moment. */
export const SHORT = { size: 32, steps: 3 };

/** A fixture at another size, clipped: a picture may not leave [0, 1]. */
export async function photoOf(width: number, height: number, path = PATH): Promise<Picture> {
  return clipPicture(await resizePicture(await readPicture(path), { width, height }));
}

/** What a split yields, without what tells one run from another: the times. */
export function lasting({ report, ...layers }: FoundSplit) {
  const { timings, ...rest } = report;
  assert.deepEqual(Object.keys(timings), ["startSeconds", "fitSeconds", "stepMilliseconds"]);
  return { ...layers, report: rest };
}

/** Checks shapes and ranges, and that the layers mix to what is called their reconstruction. */
export function assertLayers(
  { layers, mask, reconstruction }: Layers,
  [width, height]: readonly [number, number],
): void {
  for (const [picture, channels] of [...layers, reconstruction].map((p) => [p, 3] as const)) {
    assert.deepEqual([picture.channels, picture.height, picture.width], [channels, height, width]);
  }
  assert.deepEqual([mask.channels, mask.height, mask.width], [1, height, width]);
  for (const { data, channels } of [...layers, mask, reconstruction]) {
    assert.equal(data.length, channels * width * height);
    assert.ok(data.every((v) => v >= 0 && v <= 1));
  }
  const [a, b] = layers;
  reconstruction.data.forEach((v, i) => {
    const m = mask.data[i % (width * height)] as number;
    const mixed = m * (a.data[i] as number) + (1 - m) * (b.data[i] as number);
    assert.ok(Math.abs(v - mixed) < 1e-6);
  });
}
