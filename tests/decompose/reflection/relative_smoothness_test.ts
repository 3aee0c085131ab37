import assert from "node:assert/strict";
import { cosineTransform } from "../../../src/decompose/reflection/cosine_transform.ts";
import { sharpPart } from "../../../src/decompose/reflection/relative_smoothness.ts";
import { noise, picture } from "../../metrics/pictures.ts";

Deno.test("cosineTransform() of a constant is its first wave alone, of sqrt(pixels) times it", () => {
  const spectrum = cosineTransform(3, 4).forward(new Float64Array(12).fill(0.5));
  assert.ok(Math.abs(spectrum[0]! - 0.5 * Math.sqrt(12)) < 1e-12);
  assert.ok(spectrum.subarray(1).every((v) => Math.abs(v) < 1e-12));
});

Deno.test("cosineTransform() keeps the sum of squares, and has its inverse", () => {
  const { forward, inverse } = cosineTransform(5, 7);
  const values = Float64Array.from(noise(7, 5, 1).data.subarray(0, 35));
  const spectrum = forward(values);
  const squares = (list: Float64Array) => list.reduce((sum, v) => sum + v * v, 0);
  assert.ok(Math.abs(squares(spectrum) - squares(values)) < 1e-9);
  inverse(spectrum).forEach((v, i) => assert.ok(Math.abs(v - values[i]!) < 1e-12));
});

Deno.test("sharpPart() of a flat picture is the picture", () => {
  const flat = picture(12, 9, () => 0.3);
  sharpPart(flat).data.forEach((v) => assert.ok(Math.abs(v - 0.3) < 1e-6));
});

Deno.test("sharpPart() has a sharp step, and not the soft blob over it", () => {
  const step = (x: number) => (x < 24 ? 0.2 : 0.6);
  const blob = (x: number, y: number) => 0.1 * Math.exp(-((x - 12) ** 2 + (y - 24) ** 2) / 72);
  const { data } = sharpPart(picture(48, 48, (x, y) => step(x) + blob(x, y)));
  const row = data.subarray(24 * 48, 25 * 48);
  assert.ok(row[24]! - row[23]! > 0.38, "the step stays");
  // The blob rises by 0.086 from column 0 to 12.
  assert.ok(Math.abs(row[12]! - row[0]!) < 0.03, `the blob goes: ${row[12]! - row[0]!}`);
});

Deno.test("sharpPart() keeps the mean of each channel", () => {
  const photo = noise(20, 14, 2);
  const sharp = sharpPart(photo);
  for (let c = 0; c < 3; c++) {
    const mean = (data: Float32Array) =>
      data.subarray(c * 280, (c + 1) * 280).reduce((sum, v) => sum + v, 0) / 280;
    assert.ok(Math.abs(mean(sharp.data) - mean(photo.data)) < 1e-5);
  }
});
