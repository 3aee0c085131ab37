import assert from "node:assert/strict";
import { windowWeights } from "../../../src/decompose/tiles/window_weights.ts";
import { commonPart, coverWithWindows } from "../../../src/decompose/tiles/windows.ts";

for (
  const [width, height, side, columns, rows] of [
    [512, 512, 128, 7, 7],
    [130, 64, 64, 4, 1],
    [65, 97, 64, 2, 3],
    [301, 17, 32, 18, 1],
    [40, 50, 64, 1, 1],
    [64, 64, 64, 1, 1],
    [9, 7, 2, 8, 6],
  ] as const
) {
  Deno.test(`coverWithWindows() covers ${width}x${height} by ${columns} x ${rows} windows of ${side}, all inside`, () => {
    const grid = coverWithWindows({ width, height }, side);
    assert.deepEqual([grid.lefts.length, grid.tops.length], [columns, rows]);
    const seen = new Uint8Array(width * height);
    for (const { left, top, ...size } of grid.windows) {
      assert.deepEqual(size, { width: Math.min(side, width), height: Math.min(side, height) });
      assert.ok(left >= 0 && top >= 0 && left + size.width <= width && top + size.height <= height);
      for (let y = 0; y < size.height; y++) {
        const from = (top + y) * width + left;
        seen.fill(1, from, from + size.width);
      }
    }
    assert.ok(seen.every((v) => v === 1));
    for (const starts of [grid.lefts, grid.tops]) {
      const gaps = starts.slice(1).map((start, i) => start - starts[i]!);
      assert.ok(gaps.every((gap) => gap > 0 && gap <= Math.max(1, side / 2)), `${gaps}`);
      assert.ok(Math.max(...gaps, 0) - Math.min(...gaps, Infinity) <= 1);
    }
  });
}

Deno.test("commonPart() is what two windows share, whichever comes first", () => {
  const [a, b] = [
    { left: 0, top: 4, width: 10, height: 10 },
    { left: 6, top: 0, width: 10, height: 10 },
  ];
  const common = { left: 6, top: 4, width: 4, height: 6 };
  assert.deepEqual([commonPart(a, b), commonPart(b, a)], [common, common]);
  assert.equal(commonPart(a, { ...b, left: 10 }), undefined);
});

Deno.test("windowWeights() add up to 1 at each pixel and at each gap, and vanish within the photo", () => {
  const [length, side] = [300, 64];
  const { lefts } = coverWithWindows({ width: length, height: side }, side);
  const weights = windowWeights(lefts, side);
  for (const [kind, count] of [["pixels", length], ["gaps", length - 1]] as const) {
    const sums = new Float64Array(count);
    weights.forEach((one, i) => one[kind].forEach((v, x) => sums[lefts[i]! + x]! += v));
    assert.ok(sums.every((sum) => Math.abs(sum - 1) < 1e-12));
  }
  const [first, second] = [weights[0]!.pixels, weights[1]!.pixels];
  assert.equal(first[0], 1);
  assert.ok(first[side - 1]! < 0.002 && second[0]! < 0.002);
});
