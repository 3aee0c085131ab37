import assert from "node:assert/strict";
import { type Fixture, loadFixtures } from "../../fixtures/fixtures.ts";
import { enlargeBilinear } from "../../bench/enlarge_bilinear.ts";
import { carryDifference } from "../../src/decompose/carry_difference.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import type { Picture } from "../../src/image/picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { blur } from "../../src/metrics/gaussian.ts";
import { type Pair, pairedPsnr } from "../../src/metrics/pairing.ts";

Deno.test("carryDifference() of right layers of a small copy beats enlarging them by 1.5 dB", async () => {
  const gains: number[] = [];
  for (const { mixture, layers, kind } of await loadFixtures()) {
    // A texture has little but detail that a copy of a quarter does not hold.
    if (kind === "texture") continue;
    const size = { width: mixture.width >> 2, height: mixture.height >> 2 };
    const small: Picture[] = [];
    for (const layer of layers) small.push(clipPicture(await resizePicture(layer, size)));
    const [a, b] = small as [Picture, Picture];
    const carried = await carryDifference(plus(a, b, -1), mixture);
    const answer: Pair = [
      clipPicture(plus(mixture, carried, 0.5)),
      clipPicture(plus(mixture, carried, -0.5)),
    ];
    const enlarged: Pair = [enlargeBilinear(a, mixture), enlargeBilinear(b, mixture)];
    gains.push(pairedPsnr(answer, layers) - pairedPsnr(enlarged, layers));
  }
  assert.ok(gains.reduce((sum, gain) => sum + gain, 0) / gains.length > 1.5, `${gains}`);
});

Deno.test("carryDifference() keeps of what lines do not tell regions and detail as it is asked to", async () => {
  const [{ mixture, layers: [a, b] }] = await loadFixtures() as [Fixture];
  const difference = plus(a, b, -1);
  const carried = (regions: number, detail: number) =>
    carryDifference(difference, mixture, { regions, detail });
  const [none, all, half] = [await carried(0, 0), await carried(1, 1), await carried(0.5, 0.5)];
  const [regions, detail] = [await carried(1, 0), await carried(0, 1)];
  none.data.forEach((v, i) => {
    close(all.data[i]!, difference.data[i]!);
    close(half.data[i]!, (v + all.data[i]!) / 2);
    close(regions.data[i]! + detail.data[i]!, v + all.data[i]!);
  });
  const rest = { ...none, data: difference.data.map((v, i) => v - none.data[i]!) };
  const smooth = blur(rest, 4 / 128 * Math.max(rest.width, rest.height));
  regions.data.forEach((v, i) => close(v, none.data[i]! + smooth.data[i]!));
});

function close(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-5, `${actual}, not ${expected}`);
}

function plus(a: Picture, b: Picture, factor: number): Picture {
  return { ...a, data: a.data.map((v, i) => v + factor * b.data[i]!) };
}
