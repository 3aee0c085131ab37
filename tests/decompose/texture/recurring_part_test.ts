import assert from "node:assert/strict";
import { recurringPart } from "../../../src/decompose/texture/recurring_part.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { noise, picture } from "../../metrics/pictures.ts";

const STRIPES = picture(64, 48, (x) => x % 8 < 2 ? 1 : 0);

Deno.test("recurringPart() leaves a repetition as it is", () => {
  const { data } = recurringPart(STRIPES, STRIPES);
  data.forEach((v, i) => assert.ok(Math.abs(v - (STRIPES.data[i] as number)) < 1e-6));
});

Deno.test("recurringPart() takes noise off a repetition", () => {
  const grain = noise(64, 48, 1);
  const mixture: Picture = {
    ...STRIPES,
    data: STRIPES.data.map((v, i) => v + (grain.data[i] as number) - 0.5),
  };
  const error = ({ data }: Picture) =>
    data.reduce((sum, v, i) => sum + (v - (STRIPES.data[i] as number)) ** 2, 0);
  assert.ok(error(recurringPart(mixture, STRIPES)) < error(mixture) / 8);
});

Deno.test("recurringPart() takes sizes that patches do not fill", () => {
  for (const [width, height] of [[16, 16], [17, 31], [45, 20]] as const) {
    const flat = picture(width, height, () => 0.25);
    assert.ok(recurringPart(flat, flat).data.every((v) => Math.abs(v - 0.25) < 1e-6));
  }
});

Deno.test("recurringPart() of a picture smaller than a patch is the picture", () => {
  const small = noise(12, 40, 2);
  assert.equal(recurringPart(small, small), small);
});
