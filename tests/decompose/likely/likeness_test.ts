import assert from "node:assert/strict";
import { likeness } from "../../../src/decompose/likely/likeness.ts";
import { pixelPlaces, type Places } from "../../../src/decompose/likely/places.ts";
import { near, noise } from "../../metrics/pictures.ts";

/** One place, of that colour. */
function place(colour: readonly number[], [row, column] = [0, 0]): Places {
  return {
    count: 1,
    position: Float32Array.of(row as number, column as number),
    colour: Float32Array.from(colour),
    spread: Float32Array.of(1, 1, 1),
  };
}

const GREY = place([0.5, 0.5, 0.5]);
const alike = (a: Places, b: Places) => likeness(a, b)[0] as number;

Deno.test("likeness() of a place and itself is 0.8, of the same colour far away 0.5", () => {
  assert.ok(near(alike(GREY, GREY), 0.8, 1e-6));
  assert.ok(near(alike(GREY, place([0.5, 0.5, 0.5], [30, 40])), 0.5, 1e-6));
  // A quarter of the long side away, 0.7 + 0.3 / e - 0.2.
  assert.ok(near(alike(GREY, place([0.5, 0.5, 0.5], [0.15, 0.2])), 0.5 + 0.3 / Math.E, 1e-6));
});

Deno.test("likeness() falls with the difference of grey, and below 0 where it is large", () => {
  // Two of its standard deviations of 0.14: exp(-2) - 0.2.
  assert.ok(near(alike(GREY, place([0.78, 0.78, 0.78])), Math.exp(-2) - 0.2, 1e-6));
  assert.ok(near(alike(place([0, 0, 0]), place([1, 1, 1])), -0.2, 1e-6));
});

Deno.test("likeness() falls with the difference of colour at the same grey", () => {
  // 0.1 more red and 0.1 less green: exp(-(0.01 + 0.01) / (6 * 0.1^2)) - 0.2.
  assert.ok(near(alike(GREY, place([0.6, 0.4, 0.5])), Math.exp(-1 / 3) - 0.2, 1e-6));
  // The same whichever channels they are.
  assert.ok(near(alike(GREY, place([0.5, 0.6, 0.4])), Math.exp(-1 / 3) - 0.2, 1e-6));
  assert.ok(near(alike(GREY, place([0.4, 0.5, 0.6])), Math.exp(-1 / 3) - 0.2, 1e-6));
});

Deno.test("likeness() has a row for each of the first places, and is the same both ways", () => {
  const [a, b] = [pixelPlaces(noise(5, 4, 1)), pixelPlaces(noise(3, 2, 2))];
  const [there, back] = [likeness(a, b), likeness(b, a)];
  assert.equal(there.length, 20 * 6);
  there.forEach((v, i) => {
    assert.ok(v >= -0.2 && v <= 0.8 + 1e-6);
    assert.equal(v, back[i % 6 * 20 + Math.floor(i / 6)]);
  });
});
