import assert from "node:assert/strict";
import { structuredPart } from "../../../src/decompose/texture/structured_part.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { siSdr } from "../../../src/metrics/si_sdr.ts";
import { noise, picture } from "../../metrics/pictures.ts";

const GRAIN = centred(noise(96, 96, 4));
const LINES = centred(picture(96, 96, (x, y) => (x + Math.floor(y / 12)) % 16 < 3 ? 0.8 : 0));

function centred(of: Picture): Picture {
  const mean = of.data.reduce((sum, v) => sum + v, 0) / of.data.length;
  return { ...of, data: of.data.map((v) => v - mean) };
}

function sum(a: Picture, b: Picture): Picture {
  return { ...a, data: a.data.map((v, i) => v + (b.data[i] as number)) };
}

Deno.test("structuredPart() finds lines under noise", () => {
  const mixture = sum(GRAIN, LINES);
  const { part, peaks } = structuredPart(mixture, 64);
  assert.ok(siSdr(part, LINES) > siSdr(mixture, LINES) + 5);
  assert.ok(peaks > 0.3);
});

Deno.test("structuredPart() finds next to nothing in noise", () => {
  const { part, peaks } = structuredPart(GRAIN, 64);
  const energy = ({ data }: Picture) => data.reduce((total, v) => total + v ** 2, 0);
  assert.ok(peaks < 0.01);
  assert.ok(energy(part) < 0.1 * energy(GRAIN));
});

Deno.test("structuredPart() of nothing is nothing", () => {
  const { part, peaks } = structuredPart(picture(32, 32, () => 0), 16);
  assert.ok(part.data.every((v) => v === 0));
  assert.equal(peaks, 0);
});
