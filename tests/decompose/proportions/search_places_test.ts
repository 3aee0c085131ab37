import assert from "node:assert/strict";
import { searchPlaces } from "../../../src/decompose/proportions/search_places.ts";

Deno.test("searchPlaces() finds the least cost on either side", () => {
  for (const [u, v] of [[-0.75, 1.75], [0, 1.2], [-7.3, 1], [-4.5, 5.5]] as const) {
    // So steep that the determinant does not count.
    const cost = (s: number) => 1e5 * Math.min((s - u) ** 2, (s - v) ** 2);
    const [low, high] = searchPlaces(cost)!;
    assert.ok(
      Math.abs(low - u) < 0.01 * (1 - u) && Math.abs(high - v) < 0.01 * v,
      `${low} ${high}`,
    );
  }
});

Deno.test("searchPlaces() counts the determinant", () => {
  // At u = -x and v = 1 + x: 8 (x - 1) = 1 / (1 + 2 x), that is 16 x^2 - 8 x - 9 = 0.
  const cost = (s: number) => 4 * Math.min((s + 1) ** 2, (s - 2) ** 2);
  const [low, high] = searchPlaces(cost)!;
  const x = (8 + Math.sqrt(64 + 4 * 16 * 9)) / 32;
  assert.ok(Math.abs(low + x) < 0.01 && Math.abs(high - 1 - x) < 0.01, `${low} ${high}`);
});

Deno.test("searchPlaces() finds none where the cost falls for ever", () => {
  assert.equal(searchPlaces((s) => -Math.abs(s)), undefined);
});
