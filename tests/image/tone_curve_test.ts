import assert from "node:assert/strict";
import {
  parametricCurve,
  sampledCurve,
  SRGB_CURVE,
  type ToneCurve,
} from "../../src/image/tone_curve.ts";

const POWER = { a: 1, b: 0, d: 0, e: 0 };
/** sRGB as its profiles have it, in 16ths bits of a fraction: line and power do not quite meet. */
const ICC_SRGB = { g: 2.39999, a: 0.94786, b: 0.05214, d: 0.04045, e: 0 };
const samples = (count: number, light: (value: number) => number) =>
  Array.from({ length: count }, (_, i) => Math.round(65535 * light(i / (count - 1))) / 65535);

const CURVES: Readonly<Record<string, ToneCurve | undefined>> = {
  "sRGB": SRGB_CURVE,
  "a power of 2.2": parametricCurve({ ...POWER, g: 563 / 256 }),
  "a power of 1.8": parametricCurve({ ...POWER, g: 1.8 }),
  "light itself": parametricCurve({ ...POWER, g: 1 }),
  "sRGB in a profile": parametricCurve(ICC_SRGB),
  "1024 samples of sRGB": sampledCurve(samples(1024, SRGB_CURVE.decode)),
  "4096 samples, the first level": sampledCurve(samples(4096, (v) => v ** 2.2)),
  "2 samples": sampledCurve([0, 1]),
};

for (const [name, curve] of Object.entries(CURVES)) {
  Deno.test(`a tone curve, ${name}, restores every value of 8 and 16 bits from floats of light`, () => {
    assert.ok(curve);
    for (const white of [255, 65535]) {
      for (let level = 0; level <= white; level++) {
        const light = Math.fround(curve.decode(Math.fround(level / white)));
        assert.ok(light >= 0 && light <= 1, `${level} has the light ${light}`);
        assert.equal(Math.round(curve.encode(light) * white), level);
      }
    }
  });
}

Deno.test("parametricCurve() is the power from the kink on, and a line below", () => {
  const curve = CURVES["sRGB in a profile"] as ToneCurve;
  for (const v of [0, 0.01, 0.04, 0.05, 0.5, 1]) {
    assert.ok(Math.abs(curve.decode(v) - SRGB_CURVE.decode(v)) < 1e-4);
  }
});

Deno.test("sampledCurve() draws straight lines between its samples", () => {
  const { decode, encode } = sampledCurve([0, 0.2, 1]) as ToneCurve;
  assert.ok(Math.abs(decode(0.25) - 0.1) < 1e-4 && Math.abs(decode(0.75) - 0.6) < 1e-4);
  assert.ok(Math.abs(encode(0.6) - 0.75) < 1e-4);
});

Deno.test("parametricCurve() and sampledCurve() make nothing of curves that have no inverse", () => {
  assert.equal(sampledCurve([0, 0.6, 0.5, 1]), undefined);
  assert.equal(sampledCurve([1, 0]), undefined);
  assert.equal(sampledCurve([0, 0.5]), undefined);
  assert.equal(parametricCurve({ ...POWER, g: 0 }), undefined);
  assert.equal(parametricCurve({ ...POWER, g: 2, a: 0.5 }), undefined);
  assert.equal(parametricCurve({ ...POWER, g: 2, a: -1, b: 1 }), undefined);
  assert.equal(parametricCurve({ ...POWER, g: 2, e: 0.2 }), undefined);
});
