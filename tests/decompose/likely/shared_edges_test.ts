import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { sharedEdges } from "../../../src/decompose/likely/shared_edges.ts";
import { map, near, noise, picture, rows } from "../../metrics/pictures.ts";

const LEFT = picture(32, 32, (x) => x < 6 ? 0.2 : 0.8);
const RIGHT = picture(32, 32, (x) => x < 26 ? 0.2 : 0.8);

Deno.test("sharedEdges() of two by two pixels is told by hand", () => {
  // Along rows the product is 0.5 * 0.25 = 1/8, down columns 0; 1e-8 keeps its logarithm finite.
  const found = sharedEdges(rows([0, 0.5], [0, 0.5]), rows([0.25, 0], [0.25, 0]));
  assert.ok(near(found, (Math.log(1 / 8) + Math.log(1e-8)) / 2, 1e-5), `${found}`);
});

Deno.test("sharedEdges() is least where nothing is shared: one flat, or edges elsewhere", () => {
  const least = Math.log(1e-8);
  assert.ok(near(sharedEdges(LEFT, map(LEFT, () => 0.5)), least, 1e-9));
  // Steps between columns 5 and 6, and 25 and 26; halved three times they are still apart.
  assert.ok(near(sharedEdges(LEFT, RIGHT), least, 1e-9));
  assert.ok(sharedEdges(LEFT, LEFT) > least + 5);
});

Deno.test("sharedEdges() does not take the border of two channels for an edge", () => {
  const colour = picture(8, 8, (_x, _y, c) => c / 2);
  assert.ok(near(sharedEdges(colour, colour), Math.log(1e-8), 1e-9));
});

Deno.test("sharedEdges() is the same either way, for negatives and for any brightness", () => {
  const [a, b] = [noise(24, 17, 1), noise(24, 17, 2)];
  const expected = sharedEdges(a, b);
  assert.ok(near(sharedEdges(b, a), expected, 1e-9));
  assert.ok(near(sharedEdges(map(a, (v) => 1 - v), b), expected, 1e-4));
  assert.ok(near(sharedEdges(map(a, (v) => 0.5 + v), b), expected, 1e-4));
});

Deno.test("sharedEdges() grows by the logarithm of the contrast", () => {
  const [a, b] = [noise(32, 32, 1), noise(32, 32, 2)];
  const faint = sharedEdges(map(a, (v) => v / 2), b);
  assert.ok(near(sharedEdges(a, b) - faint, Math.log(2), 1e-3));
});

Deno.test("sharedEdges() is lower for the true layers of most fixtures than for mixtures of them", async () => {
  const fixtures = await loadFixtures();
  const lower = fixtures.filter(({ layers: [a, b] }) => {
    // Of the same mean: each has 0.3 of the other.
    const cross = (x: typeof a, y: typeof a) => map(x, (v, i) => 0.7 * v + 0.3 * y.data[i]!);
    return sharedEdges(a, b) < sharedEdges(cross(a, b), cross(b, a));
  });
  assert.ok(lower.length >= 0.8 * fixtures.length, `${lower.length} of ${fixtures.length}`);
});

Deno.test("sharedEdges() takes any size", () => {
  for (const [width, height] of [[2, 2], [16, 16], [33, 5], [3, 40]] as const) {
    assert.ok(Number.isFinite(sharedEdges(noise(width, height, 1), noise(width, height, 2))));
  }
});
