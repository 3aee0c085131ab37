import assert from "node:assert/strict";
import { drawLocalLine, fitLocalLine } from "../../src/image/guided_filter.ts";
import type { Picture } from "../../src/image/picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { map, noise, picture } from "../metrics/pictures.ts";

const SETTINGS = { radius: 3, epsilon: 1e-6 };

function apart({ data }: Picture, other: Picture): number {
  return data.reduce((most, v, i) => Math.max(most, Math.abs(v - (other.data[i] as number))), 0);
}

Deno.test("fitLocalLine() finds a picture that is a multiple of the guide and a constant", () => {
  const guide = noise(20, 16, 1);
  const { slope, offset } = fitLocalLine(map(guide, (v) => 0.2 - 0.6 * v), guide, SETTINGS);
  assert.deepEqual([slope.channels, offset.channels], [1, 3]);
  assert.ok(slope.data.every((v) => Math.abs(v + 0.6) < 1e-3));
  assert.ok(offset.data.every((v) => Math.abs(v - 0.2) < 1e-3));
});

Deno.test("fitLocalLine() of a flat guide is the mean of the picture", () => {
  const [flat, ramp] = [picture(12, 12, () => 0.5), picture(12, 12, (x) => x / 12)];
  const { slope, offset } = fitLocalLine(ramp, flat, SETTINGS);
  assert.ok(slope.data.every((v) => Math.abs(v) < 1e-2));
  // Means of means of a ramp are the ramp, but at its ends.
  const { data } = drawLocalLine({ slope, offset }, flat);
  assert.ok(Math.abs((data[6 * 12 + 6] as number) - 6 / 12) < 1e-2);
});

Deno.test("fitLocalLine() keeps the slope as steep as it may be, either way", () => {
  const guide = noise(16, 16, 2);
  for (const factor of [5, -5]) {
    const steep = map(guide, (v) => factor * v);
    const { slope } = fitLocalLine(steep, guide, { ...SETTINGS, steepest: 2 });
    assert.ok(slope.data.every((v) => Math.abs(v - Math.sign(factor) * 2) < 1e-6));
  }
});

Deno.test("drawLocalLine() carries a small copy's answer to a large picture with its edges", async () => {
  // Left the structure belongs to one layer, right to the other: +1 and -1 times the guide.
  const owner = (x: number) => (x < 32 ? 1 : -1);
  const large = picture(64, 64, (x, y) => 0.5 + 0.3 * Math.sin(x * 0.9 + y * 0.4));
  const truth = { ...large, data: large.data.map((v, i) => owner(i % 64) * (v - 0.5)) };
  const size = { width: 32, height: 32 };
  const [small, guide] = [await resizePicture(truth, size), await resizePicture(large, size)];
  const line = fitLocalLine(small, guide, SETTINGS);
  const [slope, offset] = [line.slope, line.offset].map((map) => resizePicture(map, large));
  const carried = drawLocalLine({ slope: (await slope)!, offset: (await offset)! }, large);
  const enlarged = await resizePicture(small, large);
  const away = (p: Picture) => ({
    ...p,
    data: p.data.filter((_, i) => Math.abs(i % 64 - 32) > 14),
  });
  assert.ok(apart(away(carried), away(truth)) < apart(away(enlarged), away(truth)) / 2);
});
