import assert from "node:assert/strict";
import type { Picture } from "../../../src/image/picture.ts";
import type { Measured } from "../../../src/learn/evaluation/evaluate.ts";
import { EvaluationSheet } from "../../../src/learn/evaluation/evaluation_sheet.ts";
import { evaluateSplit } from "../../../src/metrics/pairing.ts";
import { map, picture } from "../../metrics/pictures.ts";
import { waves } from "../pairs_files.ts";

const SIDE = 16;
const GAP = 8;
const TRUTH = [waves(0.2, 7, SIDE), waves(0.8, 11, SIDE)] as const;

/** A pair whose mixture is a grey that tells it from others, all over. */
function pairOf(grey: number) {
  return { name: `${grey}`, mixture: picture(SIDE, SIDE, () => grey), layers: TRUTH };
}

/** What a method measures whose layers are so far off. */
function measured(error: number, swapped = false): Measured {
  const [a, b] = TRUTH.map((layer) => map(layer, (v) => v + error)) as [Picture, Picture];
  const layers = swapped ? [b, a] as const : [a, b] as const;
  return { layers, seconds: 1, evaluation: evaluateSplit(layers, TRUTH) };
}

/** Red in the middle of a sheet's picture. */
function middle({ data, width }: Picture, row: number, column: number): number {
  const [y, x] = [row, column].map((at) => at * (SIDE + GAP) + SIDE / 2) as [number, number];
  return data[y * width + x] as number;
}

Deno.test("EvaluationSheet shows mixture, truth, and the layers of each method in the truth's order", async () => {
  const sheet = new EvaluationSheet();
  const copy = measured(0);
  await sheet.add(pairOf(0.5), { copy, unet: measured(0.05, true), fit: measured(-0.1) });
  const drawn = await sheet.draw();
  assert.deepEqual([drawn.width, drawn.height], [7 * (SIDE + GAP) - GAP, SIDE]);
  const [a, b] = TRUTH.map((layer) => layer.data[(SIDE / 2) * SIDE + SIDE / 2] as number) as [
    number,
    number,
  ];
  const expected = [0.5, a, b, a + 0.05, b + 0.05, a - 0.1, b - 0.1];
  expected.forEach((value, column) => {
    assert.ok(Math.abs(middle(drawn, 0, column) - value) < 0.004, `column ${column}`);
  });
});

Deno.test("EvaluationSheet shows the three worst, middle and best of many pairs, the worst first", async () => {
  const sheet = new EvaluationSheet();
  // Twenty pairs, in an order of no meaning; the darker the mixture, the nearer the answer.
  const copy = measured(0);
  for (let i = 0; i < 20; i++) {
    const rank = (i * 7) % 20;
    await sheet.add(pairOf(0.4 + rank / 250), {
      copy,
      fit: measured(0.01 * 1.2 ** rank),
    });
  }
  const drawn = await sheet.draw();
  assert.equal(drawn.height, 9 * (SIDE + GAP) - GAP);
  const ranks = Array.from({ length: 9 }, (_, row) => {
    return Math.round((middle(drawn, row, 0) - 0.4) * 250);
  });
  assert.deepEqual(ranks, [19, 18, 17, 11, 10, 9, 2, 1, 0]);
});

Deno.test("EvaluationSheet shows every pair of a few once", async () => {
  const sheet = new EvaluationSheet();
  for (const grey of [0.4, 0.5, 0.6, 0.7]) await sheet.add(pairOf(grey), { copy: measured(0) });
  const drawn = await sheet.draw();
  const greys = [0, 1, 2, 3].map((row) => middle(drawn, row, 0).toFixed(1)).toSorted();
  assert.deepEqual(greys, ["0.4", "0.5", "0.6", "0.7"]);
  assert.deepEqual([drawn.width, drawn.height], [3 * (SIDE + GAP) - GAP, 4 * (SIDE + GAP) - GAP]);
});
