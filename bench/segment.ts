/**
 * How well the foreground is found, with and without strokes: the overlap (IoU) of the mask with the
 * truth, on photos outlined by hand and on pieces pasted over a calm ground (`fixtures/masks.ts`); and
 * how certain it says it is, there and where there is no foreground.
 *
 *     deno run -A bench/segment.ts [--seed 0]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { loadMasks, type Masked } from "../fixtures/masks.ts";
import { drawStrokes } from "../fixtures/strokes.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { overlap } from "../src/decompose/segment/overlap.ts";
import { segment } from "../src/decompose/segment/segment.ts";

const { values } = parseArgs({ options: { seed: { type: "string", default: "0" } } });
/** Layers in which nothing is in front of the rest. */
const WITHOUT = ["gravel-brick-1", "gravel-brick-2", "grass-brick-1", "grass-brick-2"];

const row = (name: string, cells: readonly string[]) =>
  console.log(name.padEnd(22) + cells.map((cell) => cell.padStart(9)).join(""));
const three = (value: number) => value.toFixed(3);

row("IoU", ["plain", "strokes", "certain", "seconds"]);
const scores: { readonly kind: Masked["kind"]; readonly cells: readonly [number, number] }[] = [];
for (const { name, kind, photo, mask } of await loadMasks()) {
  const begin = performance.now();
  const plain = await segment(photo);
  const seconds = (performance.now() - begin) / 1000;
  const hinted = await segment(photo, drawStrokes(mask, Number(values.seed)));
  const cells = [plain, hinted].map((found) => overlap(found.mask.data, mask.data)) as [
    number,
    number,
  ];
  scores.push({ kind, cells });
  row(name, [...cells.map(three), plain.certainty.toFixed(2), seconds.toFixed(1)]);
}
for (const kind of ["outlined", "pasted", undefined]) {
  const some = scores.filter((score) => !kind || score.kind === kind).map(({ cells }) => cells);
  const column = (i: number) => some.map((cells) => cells[i] as number);
  const mean = (list: readonly number[]) => list.reduce((sum, v) => sum + v, 0) / list.length;
  row(`mean, ${kind ?? "all"}`, [0, 1].map((i) => three(mean(column(i)))));
  row(`worst, ${kind ?? "all"}`, [0, 1].map((i) => three(Math.min(...column(i)))));
}
console.log("\nNothing in front");
for (const name of WITHOUT) {
  const path = new URL(`../fixtures/layers/${name}.png`, import.meta.url).pathname;
  const { certainty } = await segment(await readPicture(path));
  row(name, ["", "", certainty.toFixed(2)]);
}
