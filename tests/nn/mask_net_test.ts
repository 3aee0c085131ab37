import assert from "node:assert/strict";
import { maskNet } from "../../src/nn/mask_net.ts";
import { Random } from "../../src/random.ts";
import { type NetRun, runNet } from "./run_net.ts";

const OPTIONS = { channels: [8, 16, 16], slope: 0.2 };

/** The mask of a picture of one channel, by a net whose weights are so many times the usual ones. */
function maskOf(
  [height, width]: readonly [number, number],
  { value, gain = 1 }: { readonly value?: (i: number) => number; readonly gain?: number } = {},
): NetRun {
  const random = new Random(2);
  return runNet([1, 1, height, width], (x, p) => maskNet(x, OPTIONS, p), {
    value: value ?? (() => random.uniform()),
    weight: (first) => gain * first,
  });
}

Deno.test("maskNet() yields one channel of the picture's size, of odd sizes too", () => {
  for (const size of [[16, 16], [17, 16], [31, 50], [97, 41], [16, 200]] as const) {
    const { shape, values } = maskOf(size);
    assert.deepEqual(shape, [1, 1, ...size]);
    assert.ok(values.every(Number.isFinite), `${size}`);
  }
});

Deno.test("maskNet() yields shares in (0, 1) that its weights can drive far apart", () => {
  const { values } = maskOf([48, 40], { gain: 2 });
  assert.ok(values.every((v) => v > 0 && v < 1));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  assert.ok(low < 0.2 && high > 0.8, `${low} to ${high}`);
});

Deno.test("maskNet() depends on its noise", () => {
  assert.notDeepEqual(maskOf([32, 32]).values, maskOf([32, 32], { value: (i) => i % 5 }).values);
});

Deno.test("maskNet() cannot draw an edge, even where its input has one", () => {
  const [height, width] = [57, 64];
  const { values } = maskOf([height, width], {
    value: (i) => (i % width < 23 ? 0 : 1),
    gain: 2,
  });
  // Before the sigmoid, a map of 8 x 8 is interpolated: from one pixel to the next it goes no more
  // than a 63 / 7th of the way between its extremes, and a 56 / 7th from row to row.
  const logits = values.map((v) => Math.log(v / (1 - v)));
  const range = Math.max(...logits) - Math.min(...logits);
  assert.ok(range > 0.5, `too flat to judge: ${range}`);
  for (const [stride, cells] of [[1, (width - 1) / 7], [width, (height - 1) / 7]] as const) {
    logits.forEach((v, i) => {
      const next = stride === 1 && (i + 1) % width === 0 ? undefined : logits[i + stride];
      if (next === undefined) return;
      assert.ok(Math.abs(next - v) <= range / cells + 1e-9, `${next - v} of ${range} at ${i}`);
    });
  }
});
