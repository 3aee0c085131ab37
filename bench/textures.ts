/**
 * How well two textures come apart without a network: the fixtures, the pairs that the settings were
 * chosen on, and pairs that were made afterwards. Each beside the copy (the mixture, answered twice)
 * and, with `--published N`, beside N steps of the published Double-DIP.
 *
 *     deno run -A bench/textures.ts [--photos ../shared/data/photos] [--published 0] [--sheet FILE.png]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { join } from "node:path";
import { loadFixtures } from "../fixtures/fixtures.ts";
import { split } from "../mod.ts";
import { separateTextures } from "../src/decompose/texture/separate_textures.ts";
import { encodePng } from "../src/image/encode_png.ts";
import { cropPicture } from "../src/image/pad_picture.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { resizePicture } from "../src/image/resize_picture.ts";
import { evaluateCopy, evaluateSplit } from "../src/metrics/pairing.ts";
import { pictureGrid } from "../src/report/picture_grid.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "../shared/data/photos" },
    published: { type: "string", default: "0" },
    sheet: { type: "string" },
  },
});

/** Squares of photos that show nothing but a texture: file, left, top, side. */
const TEXTURES: Readonly<Record<string, readonly [string, number, number, number]>> = {
  bark: ["debian/tuxpaint-data__006", 70, 26, 236],
  brick: ["fixture-grade/python3-skimage__009", 128, 128, 384],
  brick2: ["fixture-grade/python3-skimage__009", 200, 0, 256],
  clover: ["imagenet/n02113186_Cardigan", 20, 40, 180],
  foam: ["debian/tuxpaint-data__009", 130, 20, 230],
  grass: ["fixture-grade/python3-skimage__007", 0, 0, 384],
  grass2: ["fixture-grade/python3-skimage__007", 128, 128, 384],
  gravel: ["fixture-grade/python3-skimage__008", 0, 0, 384],
  gravel2: ["fixture-grade/python3-skimage__008", 200, 200, 256],
  hay: ["imagenet/n07802026_hay", 20, 190, 96],
  lemons: ["imagenet/n07749582_lemon", 60, 0, 288],
  mail: ["imagenet/n03000247_chain_mail", 85, 110, 90],
  mat: ["imagenet/n03223299_doormat", 30, 40, 110],
  moon: ["debian/scratch-backgrounds__015", 0, 100, 180],
  pavers: ["debian/scratch-backgrounds__043", 100, 175, 110],
  pebbles: ["debian/tuxpaint-data__012", 100, 90, 190],
  red: ["debian/scratch-backgrounds__026", 0, 0, 192],
  roof: ["imagenet/n04435653_tile_roof", 240, 180, 100],
  rocks: ["debian/tuxpaint-data__008", 80, 40, 240],
  rug: ["imagenet/n03998194_prayer_rug", 20, 5, 160],
  wood: ["debian/tuxpaint-data__001", 20, 20, 260],
  zebra: ["imagenet/n02391049_zebra", 20, 110, 130],
};

type Row = readonly [first: string, second: string, side: number, turned?: boolean];

/** `turned`: the second texture is turned by a quarter. */
const CHOSEN_ON: readonly Row[] = [
  ["grass", "gravel2", 192],
  ["gravel", "brick", 128, true],
  ["bark", "red", 192],
  ["zebra", "pebbles", 128],
  ["lemons", "clover", 192],
  ["mat", "pebbles", 128],
  ["rug", "gravel", 160],
  ["bark", "brick2", 128],
  ["red", "brick", 128],
  ["moon", "zebra", 128],
  ["clover", "red", 160],
  ["bark", "grass2", 128],
];
const HELD_OUT: readonly Row[] = [
  ["foam", "brick", 192],
  ["rocks", "red", 160, true],
  ["gravel2", "roof", 128],
  ["wood", "brick2", 144, true],
  ["grass2", "pavers", 128],
  ["pebbles", "mail", 128],
  ["hay", "gravel", 128],
  ["foam", "zebra", 128, true],
  ["lemons", "rug", 160],
  ["gravel", "mat", 128],
  ["wood", "clover", 160],
  ["pebbles", "brick", 192, true],
];

console.log("dB; of each method PSNR and SI-SDR less the copy's own");
console.log("name              copy    unblend      certainty  peaks  overlap  seconds  published");
const sheet: Picture[][] = [];
await table("fixtures", (await loadFixtures()).filter(({ kind }) => kind === "texture"));
await table("pairs that settings were chosen on", await Promise.all(CHOSEN_ON.map(mixed)));
await table("pairs made afterwards", await Promise.all(HELD_OUT.map(mixed)));
if (values.sheet) await Deno.writeFile(values.sheet, await encodePng(await pictureGrid(sheet)));

interface Case {
  readonly name: string;
  readonly mixture: Picture;
  readonly layers: readonly [Picture, Picture];
}

async function table(title: string, cases: readonly Case[]): Promise<void> {
  console.log(title);
  const gains: (readonly [number, number])[] = [];
  for (const { name, mixture, layers: truth } of cases) {
    const copy = evaluateCopy(mixture, truth);
    const gain = (layers: readonly [Picture, Picture]) => {
      const { psnr, siSdr } = evaluateSplit(layers, truth);
      return [psnr - copy.psnr, siSdr - copy.siSdr] as const;
    };
    const start = performance.now();
    const found = await separateTextures(mixture);
    const seconds = (performance.now() - start) / 1000;
    gains.push(gain(found.layers));
    const steps = Number(values.published);
    const published = steps > 0
      ? gain((await split(mixture, { recipe: "published", steps })).layers)
      : undefined;
    const cells = [
      name.padEnd(16),
      copy.psnr.toFixed(1).padStart(6),
      both(gains.at(-1)!).padStart(13),
      found.certainty.toFixed(2).padStart(9),
      found.peaks.toFixed(3).padStart(9),
      found.overlap.toFixed(2).padStart(7),
      seconds.toFixed(1).padStart(8),
      (published ? both(published) : "").padStart(14),
    ];
    console.log(cells.join(" "));
    const side = { width: 192, height: 192 };
    sheet.push(
      await Promise.all(
        [mixture, ...found.layers, ...truth].map((picture) => resizePicture(picture, side)),
      ),
    );
  }
  const mean = (i: 0 | 1) => gains.reduce((sum, gain) => sum + gain[i], 0) / gains.length;
  const worst = (i: 0 | 1) => Math.min(...gains.map((gain) => gain[i]));
  console.log(`  mean ${both([mean(0), mean(1)])}, worst ${both([worst(0), worst(1)])}`);
}

/** The mean of two textures in 8-bit steps, halves rounded up. */
async function mixed([first, second, side, turned = false]: Row): Promise<Case> {
  const a = await texture(first, side);
  const b = turn(await texture(second, side), turned);
  const data = a.data.map((v, i) => Math.round((v + (b.data[i] as number)) * 127.5) / 255);
  return { name: `${first}-${second}`, mixture: { ...a, data }, layers: [a, b] };
}

async function texture(name: string, side: number): Promise<Picture> {
  const [file, left, top, size] = TEXTURES[name]!;
  const photo = await readPicture(join(values.photos, `${file}.jpg`));
  const part = cropPicture(photo, { left, top, width: size, height: size });
  const picture = await resizePicture(part, { width: side, height: side });
  const bytes = (v: number) => Math.round(Math.min(1, Math.max(0, v)) * 255) / 255;
  return { ...picture, data: picture.data.map(bytes) };
}

/** Rows become columns. */
function turn(picture: Picture, turned: boolean): Picture {
  if (!turned) return picture;
  const { width, height } = picture;
  const from = (i: number) => {
    const pixel = i % (width * height);
    return i - pixel + (pixel % width) * width + Math.floor(pixel / width);
  };
  return { ...picture, data: picture.data.map((_, i) => picture.data[from(i)] as number) };
}

function both([psnr, siSdr]: readonly [number, number]): string {
  return [psnr, siSdr].map((v) => (v < 0 ? "" : "+") + v.toFixed(2)).join("/");
}
