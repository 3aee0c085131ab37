import assert from "node:assert/strict";
import {
  correctionFeatures,
  findCorrection,
} from "../../../src/decompose/reflection/correction.ts";
import { findShare, shareFeatures } from "../../../src/decompose/reflection/share.ts";
import { noise, picture } from "../../metrics/pictures.ts";

Deno.test("correctionFeatures() of a flat photo are the photo, but for the constant", () => {
  const features = correctionFeatures(picture(20, 16, (_x, _y, c) => 0.2 + 0.1 * c));
  assert.equal(features.length, 9);
  for (const [k, { data }] of features.entries()) {
    const expected = (i: number) => (k === 8 ? 1 : 0.2 + 0.1 * Math.floor(i / 320));
    data.forEach((v, i) => assert.ok(Math.abs(v - expected(i)) < 1e-5, `feature ${k}`));
  }
});

Deno.test("findCorrection() is the share times the weighted features", () => {
  const { data } = findCorrection(noise(16, 16, 1), 0.5, [0, 0, 0, 0, 0, 0, 0, 0, 0.4]);
  assert.ok(data.every((v) => Math.abs(v - 0.2) < 1e-6));
});

Deno.test("shareFeatures() reads white, black and the steps between neighbours", () => {
  const stripes = picture(16, 16, (x) => (x % 2 === 0 ? 0.2 : 0.6));
  const [white, mean, black, logWhite, middle, one] = shareFeatures(stripes);
  const near = (a: number | undefined, b: number) => assert.ok(Math.abs(a! - b) < 1e-5, `${a}`);
  near(white, 0.6);
  near(mean, 0.4);
  near(black, Math.log(0.203));
  near(logWhite, Math.log(0.603));
  near(middle, Math.log(0.403));
  near(one, 1);
});

Deno.test("findShare() stays between 0.05 and 0.45", () => {
  const photo = noise(16, 16, 2);
  const constant = (value: number) => findShare(photo, [0, 0, 0, 0, 0, value]);
  assert.deepEqual([-1, 0.3, 2].map(constant), [0.05, 0.3, 0.45]);
});
