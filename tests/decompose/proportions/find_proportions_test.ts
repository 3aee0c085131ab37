import assert from "node:assert/strict";
import sharp from "npm:sharp@0.35.5";
import { layerPaths } from "../../../fixtures/fixtures.ts";
import { findProportions } from "../../../src/decompose/proportions/find_proportions.ts";
import { UserError } from "../../../src/errors.ts";
import { encodePng } from "../../../src/image/encode_png.ts";
import { cropPicture } from "../../../src/image/pad_picture.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { readPicture } from "../../../src/image/read_picture.ts";
import { type Pair, pairedPsnr } from "../../../src/metrics/pairing.ts";
import { Random } from "../../../src/random.ts";

const people = await layersOf("two-people");
const dog = await layersOf("dog-books");

Deno.test("findProportions() finds 0.3 and 0.7, and both layers", () => {
  for (const layers of [people, dog]) {
    const { proportions, layers: found, noiseGain } = findProportions(photos(layers, [0.3, 0.7]));
    // The first photo has more of the second layer, so that comes first.
    assert.ok(isNear(proportions, [0.7, 0.3], 0.015), `${proportions}`);
    const psnr = pairedPsnr(found, layers);
    assert.ok(psnr > 45, `${psnr}`);
    // Rows of the inverse are [1.75, -0.75] and [-0.75, 1.75]: sqrt(1.75^2 + 0.75^2) = 1.904.
    assert.ok(Math.abs(noiseGain - 1.904) < 0.05, `${noiseGain}`);
  }
});

Deno.test("findProportions() finds other proportions, also those of a layer that is there alone", () => {
  for (const shares of [[0.6, 0.1], [0.55, 0.45], [0.8, 0.2], [0.9, 0.65], [1, 0.5], [1, 0]]) {
    const { proportions, layers } = findProportions(photos(people, shares));
    assert.ok(isNear(shares[0]! < 0.5 ? shares.map(rest) : shares, proportions, 0.03));
    assert.ok(pairedPsnr(layers, people) > 36, `${shares}: ${proportions}`);
  }
});

Deno.test("findProportions() does not care about the order of photos", () => {
  const [first, second] = photos(people, [0.3, 0.7]) as [Picture, Picture];
  const one = findProportions([first, second]);
  const other = findProportions([second, first]);
  assert.ok(isNear(one.proportions, other.proportions.map(rest).toReversed(), 0.02));
  assert.ok(pairedPsnr(one.layers, other.layers) > 45);
});

Deno.test("findProportions() makes use of every photo", () => {
  const shares = [0.55, 0.45, 0.54, 0.46, 0.53, 0.47, 0.548, 0.452];
  const { proportions, layers, noiseGain, residual } = findProportions(photos(people, shares));
  assert.ok(isNear(proportions, shares, 0.02), `${proportions}`);
  const two = findProportions(photos(people, shares.slice(0, 2)));
  assert.ok(noiseGain < two.noiseGain / 1.5);
  assert.ok(pairedPsnr(layers, people) > pairedPsnr(two.layers, people) + 2);
  assert.ok(residual > 0 && residual < 0.5 / 255);
});

Deno.test("findProportions() bears with JPEG", async () => {
  const jpegs = await Promise.all(photos(people, [0.3, 0.7]).map((photo) => asJpeg(photo, 90)));
  const { proportions, layers } = findProportions(jpegs);
  assert.ok(isNear(proportions, [0.7, 0.3], 0.03), `${proportions}`);
  assert.ok(pairedPsnr(layers, people) > 30);
});

Deno.test("findProportions() finds layers that come nowhere near black and white", () => {
  const faint = people.map((layer) => map(layer, (v) => 0.3 + 0.4 * v)) as unknown as Pair;
  const { proportions } = findProportions(photos(faint, [0.7, 0.3]));
  assert.ok(isNear(proportions, [0.7, 0.3], 0.02), `${proportions}`);
});

Deno.test("findProportions() searches on a copy but answers at the photos' own size", () => {
  const [a, b] = people.map((layer) =>
    cropPicture(layer, { left: 0, top: 0, width: 255, height: 31 })
  );
  const { layers } = findProportions(photos([a!, b!], [0.7, 0.3]));
  assert.deepEqual([layers[0].width, layers[1].height], [255, 31]);
  const range = layers.flatMap(({ data }) => [data.every((v) => v >= 0 && v <= 1)]);
  assert.deepEqual(range, [true, true]);
});

Deno.test("findProportions() takes any number of channels", () => {
  const grey = people.map((layer) => ({
    ...layer,
    channels: 1,
    data: layer.data.slice(0, layer.width * layer.height),
  })) as unknown as Pair;
  assert.ok(isNear(findProportions(photos(grey, [0.7, 0.3])).proportions, [0.7, 0.3], 0.03));
});

Deno.test("findProportions() refuses photos in the same proportions", async () => {
  const [photo] = photos(people, [0.4]) as [Picture];
  const random = new Random(1, "noise");
  const noisy = () => map(photo, (v) => v + 0.01 * random.normal());
  const others: Record<string, Picture> = {
    "the same": photo,
    "darker": map(photo, (v) => 0.8 * v),
    "another gamma": map(photo, (v) => v ** 1.3),
    "JPEG": await asJpeg(photo, 80),
    "moved by a pixel": map(photo, (_, i) => photo.data[i + 1] ?? 0),
  };
  const message = /not in how two layers are mixed: give photos of the same two layers/;
  for (const [name, other] of Object.entries(others)) {
    assert.throws(() => findProportions([photo, other]), isUserError(message), name);
  }
  assert.throws(() => findProportions([noisy(), noisy()]), isUserError(message));
});

Deno.test("findProportions() refuses photos that cannot serve, and says what to do", () => {
  const [one, two] = photos(people, [0.3, 0.7]) as [Picture, Picture];
  const smaller = cropPicture(two, { left: 0, top: 0, width: 128, height: 96 });
  const blank = map(one, () => 0.5);
  const [stranger] = dog.map((l) => tile(l, one));
  const cases: readonly (readonly [readonly Picture[], RegExp])[] = [
    [[], /in 0 photos: give two or more/],
    [[one], /in 1 photo: give two or more/],
    [[one, smaller], /different sizes, 256x256 and 128x96: crop or scale/],
    [[one, two, blank], /Photo 3 of 3 is blank: leave it out/],
    [[one, two, stranger!], /no mixtures of the same two layers: \d+ of 255 levels are left over/],
  ];
  for (const [given, message] of cases) {
    assert.throws(() => findProportions(given), isUserError(message));
  }
});

Deno.test("findProportions() takes photos of two scenes for what they are", () => {
  const { proportions, layers, noiseGain } = findProportions(people);
  assert.ok(isNear(proportions, [1, 0], 0.01), `${proportions}`);
  assert.ok(pairedPsnr(layers, people) > 50);
  assert.ok(Math.abs(noiseGain - 1) < 0.02);
});

async function layersOf(name: string): Promise<Pair> {
  const [a, b] = layerPaths(name);
  return [await readPicture(a), await readPicture(b)];
}

/** In 8-bit steps. */
function photos([a, b]: Pair, shares: readonly number[]): Picture[] {
  return shares.map((share) => map(a, (v, i) => share * v + (1 - share) * b.data[i]!));
}

function map(picture: Picture, change: (value: number, index: number) => number): Picture {
  const bytes = (v: number) => Math.round(255 * Math.min(1, Math.max(0, v))) / 255;
  return { ...picture, data: picture.data.map((v, i) => bytes(change(v, i))) };
}

/** A picture repeated until it has another's size. */
function tile(picture: Picture, { width, height, channels }: Picture): Picture {
  const data = Float32Array.from({ length: channels * height * width }, (_, i) => {
    const [c, y, x] = [Math.floor(i / width / height), Math.floor(i / width) % height, i % width];
    const row = c * picture.height + (y % picture.height);
    return picture.data[row * picture.width + (x % picture.width)]!;
  });
  return { data, width, height, channels };
}

async function asJpeg(picture: Picture, quality: number): Promise<Picture> {
  return await readPicture(
    new Uint8Array(await sharp(await encodePng(picture)).jpeg({ quality }).toBuffer()),
  );
}

function rest(share: number): number {
  return 1 - share;
}

function isNear(found: readonly number[], truth: readonly number[], tolerance: number): boolean {
  return found.length === truth.length &&
    found.every((v, i) => Math.abs(v - truth[i]!) <= tolerance);
}

function isUserError(message: RegExp) {
  return (error: unknown) => error instanceof UserError && message.test(error.message);
}
