import assert from "node:assert/strict";
import { orderByStrokes } from "../../../src/decompose/hint/order_by_strokes.ts";
import { evenMask } from "../../../src/image/even_mask.ts";
import { mixByMask } from "../../../src/image/mix_by_mask.ts";
import { strokes } from "../../image/strokes.ts";
import { near, noise, picture } from "../../metrics/pictures.ts";

// The one is brighter on the left, the other on the right.
const A = picture(12, 8, (x) => x < 6 ? 0.8 : 0.2);
const B = picture(12, 8, (x) => x < 6 ? 0.3 : 0.6);
const ANSWER = { layers: [A, B] as const, mask: evenMask(A, 0.75), more: "kept" };
const LEFT = strokes(12, 8, (x, y) => x === 2 && y > 2);
const RIGHT = strokes(12, 8, (x, y) => x === 9 && y > 2);
const NONE = strokes(12, 8, () => false);

Deno.test("orderByStrokes() without strokes, or as they say already, changes nothing", () => {
  assert.equal(orderByStrokes(ANSWER, undefined), ANSWER);
  for (const [first, second] of [[LEFT, RIGHT], [LEFT, NONE], [NONE, RIGHT]] as const) {
    assert.equal(orderByStrokes(ANSWER, { first, second }), ANSWER);
  }
});

Deno.test("orderByStrokes() exchanges layers, and their shares with them", () => {
  for (const [first, second] of [[RIGHT, LEFT], [RIGHT, NONE], [NONE, LEFT]] as const) {
    const found = orderByStrokes(ANSWER, { first, second });
    assert.deepEqual(found, { layers: [B, A], mask: evenMask(A, 0.25), more: "kept" });
  }
});

Deno.test("orderByStrokes() does what more of the strokes say", () => {
  const little = strokes(12, 8, (x, y) => x === 9 && y === 0);
  const most = strokes(12, 8, (x, y) => x === 2 || (x === 9 && y === 1));
  assert.equal(orderByStrokes(ANSWER, { first: most, second: NONE }), ANSWER);
  assert.equal(orderByStrokes(ANSWER, { first: LEFT, second: NONE }), ANSWER);
  assert.notEqual(orderByStrokes(ANSWER, { first: little, second: NONE }), ANSWER);
});

Deno.test("orderByStrokes() never changes the mixture", () => {
  for (let seed = 0; seed < 10; seed++) {
    const [a, b, shares] = [0, 1, 2].map((k) => noise(9, 7, 3 * seed + k)) as [
      typeof A,
      typeof A,
      typeof A,
    ];
    const mask = { ...shares, channels: 1, data: shares.data.slice(0, 63) };
    const [first, second] = [
      strokes(9, 7, (x) => x === seed % 9),
      strokes(9, 7, (_, y) => y === 3),
    ];
    const { layers, mask: ordered } = orderByStrokes({ layers: [a, b], mask }, { first, second });
    const expected = mixByMask([a, b], mask);
    mixByMask(layers, ordered).data.forEach((v, i) =>
      assert.ok(near(v, expected.data[i] as number, 1e-6))
    );
  }
});
