/**
 * Marks that are drawn over the fixtures' layers, and taken off again: a word of one colour and a logo
 * of three, at an opacity or several. PSNR is that of the pixels in the mark.
 *
 *     deno run -A bench/watermark.ts [--opacity 0.45] [--every 4] [--only text|logo]
 *         [--hints exact,box,jpeg,several] [--cases] [--sheet FILE.png]
 *
 * @module
 */
import { parseArgs } from "node:util";
import sharp from "npm:sharp@0.35.5";
import { loadFixtures } from "../fixtures/fixtures.ts";
import { removeMark } from "../src/decompose/watermark/remove_mark.ts";
import { encodePng } from "../src/image/encode_png.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { pictureGrid } from "../src/report/picture_grid.ts";
import {
  around,
  boxAround,
  type Layer,
  logoParts,
  type Marked,
  putMark,
  word,
} from "../tests/decompose/watermark/marks.ts";

const { values } = parseArgs({
  options: {
    opacity: { type: "string", default: "0.45" },
    every: { type: "string", default: "4" },
    only: { type: "string" },
    hints: { type: "string", default: "exact,box,jpeg,several" },
    cases: { type: "boolean", default: false },
    sheet: { type: "string" },
  },
});
/** Colours of the word, in turn, whichever layers are taken. */
const COLOURS = [[1, 1, 1], [0, 0, 0], [1, 1, 1], [0.85, 0.15, 0.1]];
const layers = (await loadFixtures()).flatMap(({ name, layers }) =>
  layers.map((layer, i) => ({ name: `${name}-${i + 1}`, layer }))
);
const opacities = values.opacity.split(",").map(Number);
const kinds = (["text", "logo"] as const).filter((kind) => !values.only || kind === values.only);
const rows: Picture[][] = [];

console.log("hint, mark, opacity".padEnd(36) + "  nothing     ours    worst  >= 32 dB");
for (const hint of values.hints.split(",")) {
  for (const kind of kinds) {
    for (const opacity of opacities) {
      const results = hint === "several"
        ? await fromSeveral(kind, opacity)
        : await fromOne(kind, opacity, hint);
      const mean = (of: "before" | "after") =>
        results.reduce((sum, result) => sum + result[of], 0) / results.length;
      const worst = results.reduce((a, b) => b.after < a.after ? b : a);
      const good = results.filter(({ after }) => after >= 32).length;
      console.log(
        `${hint} ${kind} ${opacity}`.padEnd(36) + decibels(mean("before")) +
          decibels(mean("after")) + decibels(worst.after) +
          `  ${good} of ${results.length} (worst: ${worst.name})`,
      );
    }
  }
}
if (values.sheet) await Deno.writeFile(values.sheet, await encodePng(await pictureGrid(rows)));

interface Result {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

async function fromOne(kind: "text" | "logo", opacity: number, hint: string): Promise<Result[]> {
  const results: Result[] = [];
  for (const [i, { name, layer }] of layers.entries()) {
    if (i % Number(values.every) !== 0) continue;
    const marked = putMark(layer, await drawn(kind, layer, opacity, i / Number(values.every)));
    const photo = hint === "jpeg" ? await compressed(marked.photo) : marked.photo;
    const where = hint === "box" ? boxAround(marked.share, 4) : around(marked.share, 3);
    results.push(...measure(`${hint} ${kind} ${opacity} ${name}`, [layer], [photo], marked, where));
  }
  return results;
}

/** All layers of the commonest size, in sets of 3, 5 and 10, without a hint. */
async function fromSeveral(kind: "text" | "logo", opacity: number): Promise<Result[]> {
  const square = layers.map(({ layer }) => layer)
    .filter(({ width, height }) => width === 192 && height === 192);
  const sets = [[0, 2, 4], [1, 3, 5], [0, 2, 4, 6, 8], square.map((_, i) => i)];
  const results: Result[] = [];
  for (const set of sets) {
    const clean = set.map((i) => square[i] as Picture);
    const mark = await drawn(kind, clean[0] as Picture, opacity, 0);
    const marked = clean.map((layer) => putMark(layer, mark));
    const photos = marked.map(({ photo }) => photo);
    const name = `several ${kind} ${opacity} of ${clean.length}`;
    results.push(...measure(name, clean, photos, marked[0] as Marked));
  }
  return results;
}

function measure(
  name: string,
  truth: readonly Picture[],
  photos: readonly Picture[],
  { share }: Marked,
  where?: Picture,
): Result[] {
  const start = performance.now();
  let [cleaned, note] = [photos, ""];
  try {
    const answer = removeMark(photos, where);
    cleaned = answer.clean;
    note = answer.found.map(({ opacity, colour }) =>
      `${opacity.toFixed(2)} of ${colour.map((v) => v.toFixed(2))}`
    ).join("; ");
  } catch (error) {
    note = (error as Error).message;
  }
  const seconds = (performance.now() - start) / 1000;
  const results = truth.map((layer, i) => ({
    name: name.split(" ").at(-1) as string,
    before: inside(photos[i] as Picture, layer, share),
    after: inside(cleaned[i] as Picture, layer, share),
  }));
  results.forEach(({ before, after }) =>
    values.cases && console.log(
      name.padEnd(36) + decibels(before) + decibels(after) + seconds.toFixed(1).padStart(9) +
        `  ${note}`,
    )
  );
  rows.push([photos[0] as Picture, cleaned[0] as Picture, truth[0] as Picture]);
  return results;
}

async function drawn(
  kind: "text" | "logo",
  { width, height }: Picture,
  opacity: number,
  i: number,
): Promise<Layer[]> {
  if (kind === "text") {
    const colour = COLOURS[i % COLOURS.length] as number[];
    return [{ shape: await word(width, height), opacity, colour }];
  }
  const colours = [[0.1, 0.3, 0.9], [1, 0.9, 0.2], [1, 1, 1]];
  return (await logoParts(width, height)).map((shape, k) => ({
    shape,
    opacity: k === 2 ? 0.8 * opacity : opacity,
    colour: colours[k] as number[],
  }));
}

async function compressed(photo: Picture): Promise<Picture> {
  return await readPicture(await sharp(await encodePng(photo)).jpeg({ quality: 95 }).toBuffer());
}

/** PSNR over the pixels that the mark covers, in whole or in part. */
function inside(a: Picture, b: Picture, { data: share }: Picture): number {
  let [sum, count] = [0, 0];
  a.data.forEach((v, i) => {
    if ((share[i % share.length] as number) >= 1) return;
    sum += (v - (b.data[i] as number)) ** 2;
    count++;
  });
  return -10 * Math.log10(sum / count);
}

function decibels(value: number): string {
  return value.toFixed(1).padStart(9);
}
