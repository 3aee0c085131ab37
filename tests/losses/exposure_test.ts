import assert from "node:assert/strict";
import { constant, gradients, type Tensor } from "../../src/graph/mod.ts";
import { exposureLoss } from "../../src/losses/exposure.ts";
import { Random } from "../../src/random.ts";
import { evaluate } from "../graph/reference.ts";

const SHAPE = [1, 3, 8, 6] as const;
const SIZE = 3 * 8 * 6;

function picture(value: (i: number) => number): Tensor {
  return constant(Float32Array.from({ length: SIZE }, (_, i) => value(i)), SHAPE);
}

function valueOf(loss: Tensor): number {
  return evaluate([loss], new Map())[0]?.[0] as number;
}

// Half 0.2, half 0.6: mean 0.4, standard deviation 0.2, mean square 0.2. With a contrast of 0.5 the
// longer exposure is the photo times 1 + e, where e = 0.5 / 2 * 0.2 / sqrt(0.2) = 0.1118.
const STRIPES = picture((i) => (i % 2 ? 0.6 : 0.2));
const E = 0.05 / Math.sqrt(0.2);
const exposed = (factor: number) => picture((i) => (i % 2 ? 0.6 : 0.2) * factor);

function near(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) < 1e-6;
}

Deno.test("exposureLoss() of the photo twice is twice the mean square of the guess", () => {
  // The guess is e times the photo: 2 e^2 * 0.2 = 2 (0.05)^2.
  assert.ok(near(valueOf(exposureLoss(STRIPES, STRIPES, STRIPES, 0.5)), 2 * 0.05 ** 2));
});

Deno.test("exposureLoss() adds up the mean squares of both layers' distances", () => {
  // From (1 + e) I to I + 0.1, and from (1 - e) I to 0: by hand, over the two values of the photo.
  const expected = [0.2, 0.6].map((v) => (0.1 - E * v) ** 2 + ((1 - E) * v) ** 2)
    .reduce((sum, v) => sum + v, 0) / 2;
  const brighter = picture((i) => (i % 2 ? 0.7 : 0.3));
  assert.ok(near(valueOf(exposureLoss(brighter, picture(() => 0), STRIPES, 0.5)), expected));
});

Deno.test("exposureLoss() is zero for the two exposures, and not for them in the other order", () => {
  const [brighter, darker] = [exposed(1 + E), exposed(1 - E)];
  assert.ok(valueOf(exposureLoss(brighter, darker, STRIPES, 0.5)) < 1e-9);
  // Both layers are off by 2 e I.
  assert.ok(near(valueOf(exposureLoss(darker, brighter, STRIPES, 0.5)), 8 * 0.05 ** 2));
});

Deno.test("exposureLoss() guesses a difference of so many standard deviations of any photo", () => {
  const random = new Random(1);
  for (const contrast of [0.2, 1]) {
    const values = Array.from({ length: SIZE }, () => random.uniform() ** 3);
    const mean = values.reduce((sum, v) => sum + v, 0) / SIZE;
    const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / SIZE;
    const photo = picture((i) => values[i] as number);
    // Each layer is half of the difference away from the photo.
    const loss = valueOf(exposureLoss(photo, photo, photo, contrast));
    const expected = 2 * (contrast / 2) ** 2 * variance;
    assert.ok(Math.abs(loss / expected - 1) < 1e-4, `${loss}, not ${expected}`);
  }
});

Deno.test("exposureLoss() without contrast ties both layers to the photo itself", () => {
  assert.equal(valueOf(exposureLoss(STRIPES, STRIPES, STRIPES, 0)), 0);
  const [a, b] = [picture(() => 0.5), picture(() => 0.1)];
  assert.equal(
    valueOf(exposureLoss(a, b, STRIPES, 0)),
    valueOf(exposureLoss(b, a, STRIPES, 0)),
  );
});

for (const [name, value] of [["black", 0], ["flat", 0.5], ["white", 1]] as const) {
  Deno.test(`exposureLoss() of a ${name} photo is zero for the photo twice, and can be descended`, () => {
    const photo = picture(() => value);
    assert.ok(valueOf(exposureLoss(photo, photo, photo, 0.5)) < 1e-9);
    const layers = [picture(() => 0.4), picture(() => 0.3)] as const;
    const slopes = evaluate(gradients(exposureLoss(...layers, photo, 0.5), layers), new Map());
    slopes.forEach((slope, i) => {
      const expected = 2 * ((i ? 0.3 : 0.4) - value) / SIZE;
      assert.ok(slope.every((v) => Math.abs(v - expected) < 1e-6));
    });
  });
}
