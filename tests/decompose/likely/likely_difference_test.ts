import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { likelyDifference } from "../../../src/decompose/likely/likely_difference.ts";
import { clipPicture } from "../../../src/image/clip_picture.ts";
import { fitWithin, resizePicture } from "../../../src/image/resize_picture.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { deviation } from "../../../src/metrics/deviation.ts";
import { pairedPsnr } from "../../../src/metrics/pairing.ts";
import { map, noise, picture } from "../../metrics/pictures.ts";

function rms({ data }: Picture): number {
  return Math.sqrt(data.reduce((sum, v) => sum + v * v, 0) / data.length);
}

async function small(photo: Picture): Promise<Picture> {
  return clipPicture(await resizePicture(photo, fitWithin(photo.width, photo.height, 64)));
}

Deno.test("likelyDifference() brings most mixtures of photos nearer to their layers, and loses little", async () => {
  const fixtures = (await loadFixtures()).filter(({ kind }) => kind === "photo");
  const gains = await Promise.all(fixtures.map(async ({ mixture, layers: [a, b] }) => {
    const [photo, truth] = [await small(mixture), [await small(a), await small(b)] as const];
    const { difference } = await likelyDifference(photo);
    const layer = (side: number) => map(photo, (v, i) => v + side / 2 * difference.data[i]!);
    return pairedPsnr([layer(1), layer(-1)], truth) - pairedPsnr([photo, photo], truth);
  }));
  assert.ok(gains.reduce((sum, v) => sum + v) / gains.length > 0, gains.join(" "));
  assert.ok(Math.min(...gains) > -0.5, gains.join(" "));
});

Deno.test("likelyDifference() gives places that look alike to the same layer", async () => {
  // Dark and bright quarters, crosswise, with a little grain.
  const grain = noise(32, 32, 1);
  const photo = map(
    picture(32, 32, (x, y) => x < 16 === y < 16 ? 0.3 : 0.7),
    (v, i) => v + 0.02 * (grain.data[i] as number),
  );
  const { difference } = await likelyDifference(photo);
  const at = (x: number, y: number) => Math.sign(difference.data[y * 32 + x] as number);
  assert.ok(at(4, 4) !== 0 && at(24, 4) !== 0);
  assert.deepEqual([at(4, 4), at(24, 4)], [at(24, 24), at(4, 24)]);
});

Deno.test("likelyDifference() is at most a part of the photo's own contrast, and its share within [0, 1]", async () => {
  for (let seed = 0; seed < 4; seed++) {
    const contrast = [1, 0.5, 0.1, 0.01][seed] as number;
    const photo = map(noise(24, 20, seed), (v) => 0.5 + contrast * (v - 0.5));
    const { difference, share } = await likelyDifference(photo);
    // Half a standard deviation to each side, and of the second part 0.3 of that at most.
    assert.ok(rms(difference) <= 1.3 * deviation(photo), `${contrast}`);
    assert.ok(share >= 0 && share <= 1);
    assert.ok(difference.data.every(Number.isFinite));
  }
});

Deno.test("likelyDifference() of a flat photo is 0", async () => {
  for (const value of [0, 0.3, 1]) {
    const { difference } = await likelyDifference(picture(20, 16, () => value));
    assert.ok(difference.data.every((v) => Math.abs(v) < 1e-6), `${value}`);
  }
});

for (
  const [width, height, columns, rows] of [
    [40, 30, 40, 30],
    [16, 16, 16, 16],
    [160, 80, 128, 64],
    [17, 200, 16, 128],
  ] as const
) {
  Deno.test(`likelyDifference() of ${width}x${height} is of ${columns}x${rows}`, async () => {
    const { difference } = await likelyDifference(noise(width, height, 1));
    assert.deepEqual(
      [difference.channels, difference.width, difference.height],
      [3, columns, rows],
    );
  });
}

Deno.test("likelyDifference() of the same photo is the same, bit by bit", async () => {
  const photo = noise(30, 20, 5);
  assert.deepEqual(await likelyDifference(photo), await likelyDifference(photo));
});
