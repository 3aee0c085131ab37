import assert from "node:assert/strict";
import { pointsOf, spreadStrokes } from "../../../src/decompose/hint/spread_strokes.ts";
import { strokes } from "../../image/strokes.ts";
import { map, near, noise, picture } from "../../metrics/pictures.ts";

const NONE = strokes(16, 12, () => false);
const FLAT = picture(33, 33, () => 0.5);
const CENTRE = 16 * 33 + 16;
const point = (index: number, sign = 1, covered = 1) => ({ index, sign, covered });

Deno.test("pointsOf() lists red as 1 and blue as -1, by rows, with what they cover", () => {
  const first = strokes(16, 12, (x, y) => x === 3 && y === 1);
  const second = map(strokes(16, 12, (x, y) => x === 5 && y === 2), (v) => v / 2);
  assert.deepEqual(pointsOf({ first, second }), [point(19), point(37, -1, 0.5)]);
});

Deno.test("pointsOf() passes over what is faint, or painted in both colours", () => {
  const faint = map(strokes(16, 12, (x) => x < 8), (v) => 0.09 * v);
  const both = strokes(16, 12, (x) => x > 12);
  assert.deepEqual(pointsOf({ first: faint, second: NONE }), []);
  assert.deepEqual(pointsOf({ first: both, second: both }), []);
});

Deno.test("pointsOf() takes at most 160, evenly spread", () => {
  for (const columns of [1, 10, 11, 14, 16]) {
    const first = strokes(16, 64, (x) => x < columns);
    const points = pointsOf({ first, second: strokes(16, 64, () => false) });
    assert.ok(points.length <= 160 && points.length >= Math.min(64, 64 * columns), `${columns}`);
    // Up to the last rows.
    assert.ok(points.some(({ index }) => index >= 60 * 16));
  }
});

Deno.test("spreadStrokes() of one point of a flat picture is told by hand", () => {
  // Two reaches of variance 1 each, and a doubt of 0.5 / covered: v * 2 / (2 + 0.5 / covered) there.
  for (const [covered, expected] of [[1, 0.8], [0.5, 2 / 3], [0.1, 2 / 7]] as const) {
    const { data } = spreadStrokes(FLAT, [point(CENTRE, 1, covered)], [1]);
    assert.ok(near(data[CENTRE] as number, expected, 1e-6));
  }
  // Two thirds of the long side away: 0.4 (exp(-d^2 / 2 r^2), r of 14 and of 60 in 128), d = 16 of 33.
  const { data } = spreadStrokes(FLAT, [point(CENTRE)], [1]);
  const [d, near14, near60] = [16 / 33, 14 / 128, 60 / 128];
  const far = 0.4 *
    (Math.exp(-(d ** 2) / (2 * near14 ** 2)) + Math.exp(-(d ** 2) / (2 * near60 ** 2)));
  assert.ok(near(data[CENTRE + 16] as number, far, 1e-6));
  assert.ok(near(data[CENTRE - 16 * 33] as number, far, 1e-6));
});

Deno.test("spreadStrokes() tells less the further away", () => {
  const row = spreadStrokes(FLAT, [point(16 * 33)], [1]).data.slice(16 * 33, 17 * 33);
  row.forEach((v, x) => assert.ok(v > 0 && (x === 0 || v < (row[x - 1] as number))));
});

Deno.test("spreadStrokes() does not cross to another colour", () => {
  const halves = picture(32, 16, (x) => x < 16 ? 0.1 : 0.9);
  const { data } = spreadStrokes(halves, [point(8 * 32 + 12)], [1]);
  data.forEach((v, i) => assert.ok(i % 32 < 16 ? v > 0.05 : Math.abs(v) < 1e-6));
});

Deno.test("spreadStrokes() is 0 halfway between opposite strokes, and of none at all", () => {
  const [left, right] = [point(16 * 33 + 4), point(16 * 33 + 28, -1)];
  const { data } = spreadStrokes(FLAT, [left, right], [1, -1]);
  for (let y = 0; y < 33; y++) assert.ok(near(data[33 * y + 16] as number, 0, 1e-6));
  assert.ok((data[left.index] as number) > 0.5 && (data[right.index] as number) < -0.5);
  assert.deepEqual(spreadStrokes(FLAT, [], []), strokes(33, 33, () => false));
});

Deno.test("spreadStrokes() is linear in the values, also where strokes lie on each other", () => {
  const photo = noise(20, 14, 1);
  const points = [point(5), point(5), point(100, -1), point(101, 1, 0.2), point(279)];
  const [a, b] = [[1, 0.2, -1, 3, 0], [0, 1, 2, -1, 1]];
  const spread = (values: readonly number[]) => spreadStrokes(photo, points, values).data;
  const [one, other] = [spread(a), spread(b)];
  spread(a.map((v, i) => 2 * v - (b[i] as number))).forEach((v, i) =>
    assert.ok(near(v, 2 * (one[i] as number) - (other[i] as number), 1e-5))
  );
});
