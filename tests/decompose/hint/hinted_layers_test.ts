import assert from "node:assert/strict";
import { hintedLayers } from "../../../src/decompose/hint/hinted_layers.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { deviation } from "../../../src/metrics/deviation.ts";
import { strokes } from "../../image/strokes.ts";
import { map, near, noise, picture } from "../../metrics/pictures.ts";

// A bright disc at the left, another at the right, on grey.
const PHOTO = picture(48, 32, (x, y) => {
  const disc = (left: number) => (x - left) ** 2 + (y - 16) ** 2 < 64;
  return disc(12) || disc(36) ? 0.7 : 0.3;
});
const LEFT = strokes(48, 32, (x, y) => Math.abs(x - 12) < 4 && y === 16);
const RIGHT = strokes(48, 32, (x, y) => Math.abs(x - 36) < 4 && y === 16);
const NONE = strokes(48, 32, () => false);

/** Layer 1 - layer 2, the mean of the channels at a pixel. */
function apart([a, b]: readonly [Picture, Picture], x: number, y: number): number {
  const pixels = a.width * a.height;
  const at = ({ data }: Picture) =>
    [0, 1, 2].reduce((sum, c) => sum + data[c * pixels + y * a.width + x]! / 3, 0);
  return at(a) - at(b);
}

function assertNear(found: readonly Picture[], expected: readonly Picture[]): void {
  for (const [i, { data }] of found.entries()) {
    data.forEach((v, j) => assert.ok(near(v, expected[i]!.data[j] as number, 1e-5)));
  }
}

Deno.test("hintedLayers() has layer 1 brighter on what is red, and layer 2 on what is blue", () => {
  const layers = hintedLayers(PHOTO, undefined, { first: LEFT, second: RIGHT });
  // At least half of the 1.8 standard deviations that a stroke asks for; the ground stays undecided.
  const least = 0.9 * deviation(PHOTO);
  assert.ok(apart(layers, 12, 16) > least && apart(layers, 36, 16) < -least);
  // All of a disc, not the strokes alone.
  assert.ok(apart(layers, 12, 11) > least / 2 && apart(layers, 36, 21) < -least / 2);
  assert.ok(Math.abs(apart(layers, 24, 30)) < least / 10);
});

Deno.test("hintedLayers() have the photo as their mean, whatever was found before", () => {
  const random = noise(48, 32, 1);
  for (const found of [undefined, [noise(48, 32, 2), noise(48, 32, 3)] as const]) {
    const [a, b] = hintedLayers(random, found, { first: LEFT, second: RIGHT });
    random.data.forEach((v, i) =>
      assert.ok(near(((a.data[i] as number) + (b.data[i] as number)) / 2, v, 1e-6))
    );
  }
});

Deno.test("hintedLayers() of red for blue are the same layers, exchanged", () => {
  const [a, b] = hintedLayers(PHOTO, undefined, { first: LEFT, second: RIGHT });
  assertNear(hintedLayers(PHOTO, undefined, { first: RIGHT, second: LEFT }), [b, a]);
});

Deno.test("hintedLayers() leaves found layers that fulfil the strokes as they are, but for their order", () => {
  // Three standard deviations apart, on the left the one way and on the right the other.
  const half = 1.5 * deviation(PHOTO);
  const layer = (side: number) => map(PHOTO, (v, i) => v + side * (i % 48 < 24 ? half : -half));
  const [a, b] = [layer(1), layer(-1)] as const;
  for (const found of [[a, b], [b, a]] as const) {
    assertNear(hintedLayers(PHOTO, found, { first: LEFT, second: RIGHT }), [a, b]);
    assertNear(hintedLayers(PHOTO, found, { first: LEFT, second: NONE }), [a, b]);
    assertNear(hintedLayers(PHOTO, found, { first: NONE, second: LEFT }), [b, a]);
  }
});

Deno.test("hintedLayers() puts right what was found where a stroke says otherwise", () => {
  // Found: both discs in layer 1. Said: the right one is layer 2's.
  const half = 1.5 * deviation(PHOTO);
  const layer = (side: number) => map(PHOTO, (v) => v + (v > 0.5 ? side * half : 0));
  const layers = hintedLayers(PHOTO, [layer(1), layer(-1)], { first: LEFT, second: RIGHT });
  assert.ok(apart(layers, 12, 16) > deviation(PHOTO));
  assert.ok(apart(layers, 36, 16) < 0, `${apart(layers, 36, 16)}`);
});

Deno.test("hintedLayers() of a flat photo is the photo twice", () => {
  const flat = map(PHOTO, () => 0.5);
  assertNear(hintedLayers(flat, undefined, { first: LEFT, second: RIGHT }), [flat, flat]);
});
