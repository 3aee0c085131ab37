/**
 * How well layers are found from photos of them in different, unknown proportions, which are made
 * here and rounded to 8 bits: each pair beside the copy (the first photo, answered twice) and beside
 * what the true proportions would give, which is the most that there is.
 *
 *     deno run -A bench/proportions.ts [--data ../shared/data/pisc128/val] [--pairs 10] [--sheet FILE.png]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import sharp from "npm:sharp@0.35.5";
import { loadFixtures } from "../fixtures/fixtures.ts";
import { findProportions } from "../src/decompose/proportions/find_proportions.ts";
import { unmix } from "../src/decompose/proportions/unmix.ts";
import { UserError } from "../src/errors.ts";
import { clipPicture } from "../src/image/clip_picture.ts";
import { encodePng } from "../src/image/encode_png.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { type Pair, pairedPsnr } from "../src/metrics/pairing.ts";
import { pictureGrid } from "../src/report/picture_grid.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data/pisc128/val" },
    pairs: { type: "string", default: "10" },
    sheet: { type: "string" },
  },
});

interface Case {
  readonly name: string;
  readonly layers: Pair;
}

interface Setting {
  readonly name: string;
  readonly shares: readonly number[];
  /** Where layers have less than the full range. */
  readonly faint?: boolean;
  /** JPEG quality of the photos; else they are PNG. */
  readonly quality?: number;
}

const FIRST: Setting = { name: "0.3 0.7", shares: [0.3, 0.7] };
const SETTINGS: readonly Setting[] = [
  FIRST,
  { name: "0.7 0.3", shares: [0.7, 0.3] },
  { name: "0.1 0.6", shares: [0.1, 0.6] },
  { name: "0.45 0.55", shares: [0.45, 0.55] },
  { name: "0.8 0.2", shares: [0.8, 0.2] },
  { name: "0.6 0.9", shares: [0.6, 0.9] },
  { name: "0 0.5", shares: [0, 0.5] },
  { name: "0.3 0.5 0.7", shares: [0.3, 0.5, 0.7] },
  { name: "0.45 0.5 0.55 0.48", shares: [0.45, 0.5, 0.55, 0.48] },
  { name: "0.3 0.7, faint", shares: [0.3, 0.7], faint: true },
  { name: "0.45 0.55, faint", shares: [0.45, 0.55], faint: true },
  { name: "0.3 0.7, JPEG 90", shares: [0.3, 0.7], quality: 90 },
  { name: "0.1 0.6, JPEG 90", shares: [0.1, 0.6], quality: 90 },
  { name: "0.3 0.5 0.7, JPEG 90", shares: [0.3, 0.5, 0.7], quality: 90 },
  { name: "0.3 0.7, JPEG 75", shares: [0.3, 0.7], quality: 75 },
];

const sheet: Picture[][] = [];
const pisc = await piscPairs(Number(values.pairs));
await perPair("PISC, 128 px", pisc);
await perSetting(pisc);
const fixtures = await loadFixtures();
await perPair("fixtures", fixtures);
await perSetting(fixtures);
if (values.sheet) await Deno.writeFile(values.sheet, await encodePng(await pictureGrid(sheet)));

async function perPair(title: string, cases: readonly Case[]): Promise<void> {
  console.log(`${title}: 0.3 and 0.7, paired PSNR in dB`);
  console.log("name                 copy   found    true  shares        noise gain  ms");
  for (const { name, layers } of cases) {
    const photos = await mixAll(layers, FIRST);
    const start = performance.now();
    const found = findProportions(photos);
    const milliseconds = performance.now() - start;
    const cells = [
      name.padEnd(18),
      ...[[photos[0]!, photos[0]!] as const, found.layers, unmixed(photos, FIRST.shares)]
        .map((answer) => pairedPsnr(answer, layers).toFixed(1).padStart(7)),
      "",
      found.proportions.map((share) => share.toFixed(3)).join(" ").padEnd(13),
      found.noiseGain.toFixed(2).padStart(10),
      milliseconds.toFixed(0).padStart(4),
    ];
    console.log(cells.join(" "));
    if (photos[0]!.width === 128) sheet.push([...photos, ...found.layers, ...layers]);
  }
}

/** An answer that is exact counts as 60 dB. */
async function perSetting(cases: readonly Case[]): Promise<void> {
  console.log("photos                 copy   found (worst)   true    off  refused");
  for (const setting of SETTINGS) {
    const rows: number[][] = [];
    let refused = 0;
    for (const { layers } of cases) {
      const truth = setting.faint ? faint(layers) : layers;
      const photos = await mixAll(truth, setting);
      try {
        const { layers: found, proportions } = findProportions(photos);
        const off = (shares: readonly number[]) =>
          Math.max(...shares.map((share, i) => Math.abs(share - proportions[i]!)));
        rows.push([
          Math.min(60, pairedPsnr([photos[0]!, photos[0]!], truth)),
          Math.min(60, pairedPsnr(found, truth)),
          Math.min(60, pairedPsnr(unmixed(photos, setting.shares), truth)),
          Math.min(off(setting.shares), off(setting.shares.map((share) => 1 - share))),
        ]);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        refused++;
      }
    }
    const mean = (i: number) => rows.reduce((sum, row) => sum + row[i]!, 0) / rows.length;
    const worst = Math.min(...rows.map((row) => row[1]!));
    const cells = [
      setting.name.padEnd(20),
      mean(0).toFixed(1).padStart(6),
      mean(1).toFixed(1).padStart(7),
      `(${worst.toFixed(1)})`,
      mean(2).toFixed(1).padStart(7),
      mean(3).toFixed(4).padStart(8),
      String(refused).padStart(4),
    ];
    console.log(cells.join(" "));
  }
}

function unmixed(photos: readonly Picture[], shares: readonly number[]): Pair {
  const [one, two] = unmix(photos, shares);
  return [clipPicture(one), clipPicture(two)];
}

function mixAll([a, b]: Pair, { shares, quality }: Setting): Promise<Picture[]> {
  return Promise.all(shares.map((share) => {
    const data = a.data.map((v, i) => round(share * v + (1 - share) * b.data[i]!));
    return quality ? asJpeg({ ...a, data }, quality) : { ...a, data };
  }));
}

/** Layers that come nowhere near black and white. */
function faint([a, b]: Pair): Pair {
  return [
    { ...a, data: a.data.map((v) => round(0.2 + 0.5 * v)) },
    { ...b, data: b.data.map((v) => round(0.3 + 0.6 * v)) },
  ];
}

function round(value: number): number {
  return Math.round(value * 255) / 255;
}

async function asJpeg(picture: Picture, quality: number): Promise<Picture> {
  return await readPicture(
    new Uint8Array(await sharp(await encodePng(picture)).jpeg({ quality }).toBuffer()),
  );
}

async function piscPairs(count: number): Promise<readonly Case[]> {
  const names = Array.from(Deno.readDirSync(join(values.data, "double_exposure")), (e) => e.name);
  return await Promise.all(
    names.sort().slice(0, count).map(async (file) => {
      const name = file.slice("blend_".length, -".jpg".length);
      const read = (one: string) => readPicture(join(values.data, "single_exposure", `${one}.jpg`));
      const [a, b] = name.split("-") as [string, string];
      return { name, layers: [await read(a), await read(b)] as const };
    }),
  );
}
