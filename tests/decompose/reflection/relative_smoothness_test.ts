import assert from "node:assert/strict";
import { sharpPart } from "../../../src/decompose/reflection/relative_smoothness.ts";
import { noise, picture } from "../../metrics/pictures.ts";

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
