import assert from "node:assert/strict";
import { loadFixtures } from "../../fixtures/fixtures.ts";
import { split } from "../../mod.ts";
import { makeAnswer } from "../../src/decompose/answer.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import type { Picture } from "../../src/image/picture.ts";
import { fitWithin, resizePicture } from "../../src/image/resize_picture.ts";
import { evaluateCopy, evaluateSplit } from "../../src/metrics/pairing.ts";
import { Random } from "../../src/random.ts";
import { map } from "../metrics/pictures.ts";
import { STORED } from "./photo_values.ts";

// "At least the copy, always": answering the photo twice is what every split is measured by.

/** A picture with a long side of 48 pixels, clipped: it may not leave [0, 1]. */
async function small(picture: Picture): Promise<Picture> {
  const size = fitWithin(picture.width, picture.height, 48);
  return clipPicture(await resizePicture(picture, size));
}

const FIXTURES = await Promise.all(
  (await loadFixtures()).map(async ({ name, layers, mixture }) => ({
    name,
    mixture: await small(mixture),
    truth: [await small(layers[0]), await small(layers[1])] as const,
  })),
);

function rootMeanSquare(values: Float32Array): number {
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
}

/** dB that an answer is better than the copy. */
function gain(layers: readonly [Picture, Picture], { mixture, truth }: typeof FIXTURES[number]) {
  return evaluateSplit(layers, truth).psnr - evaluateCopy(mixture, truth).psnr;
}

/** What a difference of which little is known may be at most, in standard deviations of the photo. */
const MOST = 0.4;

/**
 * The most that an answer may lose, in dB: its difference is MOST of the mixture's standard deviation, and
 * at worst at right angles to the true one.
 */
function bound({ mixture, truth: [a, b] }: typeof FIXTURES[number]): number {
  const mean = mixture.data.reduce((sum, v) => sum + v, 0) / mixture.data.length;
  const deviation = rootMeanSquare(mixture.data.map((v) => v - mean));
  const apart = rootMeanSquare(a.data.map((v, i) => v - (b.data[i] as number)));
  return 10 * Math.log10(1 + (MOST * deviation / apart) ** 2);
}

/** Fixtures are the mean of their layers but for rounding to 8 bits, and for clipping here. */
const SLACK = 0.02;

Deno.test("a split from nothing loses, after a few steps, no more than 0.3 dB against the copy", async () => {
  for (const fixture of FIXTURES) {
    const { layers } = await split(fixture.mixture, { init: "none", steps: 30 });
    const decibels = gain(layers, fixture);
    assert.ok(decibels > -0.3, `${fixture.name}: ${decibels} dB`);
  }
});

Deno.test("no fit, however wrong, loses more than a bound on its difference allows against the copy", async () => {
  const random = new Random(1);
  for (const fixture of FIXTURES) {
    const { name, mixture } = fixture;
    const noise = map(mixture, () => random.integer(2));
    const wrong: readonly (readonly [Picture, Picture])[] = [
      [noise, map(noise, (v) => 1 - v)],
      [mixture, map(mixture, () => 0)],
      [map(mixture, () => 1), map(mixture, () => 0)],
      [mixture, { ...mixture, data: mixture.data.toReversed() }],
      [map(noise, (v, i) => v * (i % 7)), mixture],
    ];
    for (const [k, layers] of wrong.entries()) {
      for (const share of [0.5, 0.8, 0.1, 0]) {
        const pixels = mixture.width * mixture.height;
        const mask = { ...mixture, channels: 1, data: new Float32Array(pixels).fill(share) };
        const answer = await makeAnswer(mixture, { layers, mask }, {
          values: STORED,
          answer: "difference",
          most: MOST,
        });
        const decibels = gain(answer.layers, fixture);
        assert.ok(
          decibels > -bound(fixture) - SLACK,
          `${name}, fit ${k}, share ${share}: ${decibels} dB`,
        );
      }
    }
  }
});
