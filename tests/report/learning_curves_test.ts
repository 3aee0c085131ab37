import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import sharp from "sharp";
import { learningCurves, type LearningPoint } from "../../src/report/learning_curves.ts";
import { curvesOf, textsOf } from "./svg.ts";

/** Each evaluation finds the network better, and the copy as it was. */
const HISTORY: readonly LearningPoint[] = [1, 2, 3].map((i) => ({
  step: 1000 * i,
  loss: 4 - i,
  psnr: 12 + 2 * i,
  copy: 14,
}));

Deno.test("learningCurves() draws network and copy in one chart, and the loss below it", async () => {
  const svg = learningCurves(HISTORY);
  const { format, width, height } = await sharp(Buffer.from(svg)).metadata();
  assert.deepEqual([format, width, height], ["svg", 840, 2 * 460]);
  const texts = textsOf(svg);
  const places = [
    "Paired PSNR on the validation pairs, dB",
    "network",
    "copy",
    "Training loss",
    "loss",
  ]
    .map((text) => texts.indexOf(text));
  assert.ok(places.every((place, i) => place > (places[i - 1] ?? -1)), `${texts}`);
});

Deno.test("learningCurves() rise with the PSNR and fall with the loss", () => {
  const [network, copy, loss] = curvesOf(learningCurves(HISTORY));
  assert.ok(network && copy && loss);
  const steps = ([a, b, c]: typeof network) =>
    [b, c].map((p, i) => (p?.[1] ?? NaN) - ([a, b][i]?.[1] ?? NaN));
  const [up, level, down] = [network, copy, loss].map(steps);
  assert.ok(
    up?.every((v) => v < -50) && level?.every((v) => v === 0) && down?.every((v) => v > 50),
  );
  // The first evaluation finds the network no better than the copy.
  assert.deepEqual(network[0], copy[0]);
  assert.deepEqual(network.map(([x]) => x), loss.map(([x]) => x));
});

for (
  const [what, history] of [
    ["no evaluation", []],
    ["one evaluation", HISTORY.slice(0, 1)],
    ["a loss that is not a number", HISTORY.map((one) => ({ ...one, loss: NaN }))],
    ["a loss beyond all bounds", HISTORY.map((one) => ({ ...one, loss: 1e30 }))],
  ] as const
) {
  Deno.test(`learningCurves() draws ${what}`, async () => {
    const svg = learningCurves(history);
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
    await sharp(Buffer.from(svg)).png().toBuffer();
  });
}
