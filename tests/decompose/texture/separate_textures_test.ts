import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { separateTextures } from "../../../src/decompose/texture/separate_textures.ts";
import { evaluateCopy, evaluateSplit } from "../../../src/metrics/pairing.ts";
import { noise, picture } from "../../metrics/pictures.ts";

const FIXTURES = await loadFixtures();
const GRAVEL = FIXTURES.find(({ name }) => name === "gravel-brick")!;
const SEPARATED = separateTextures(GRAVEL.mixture);

Deno.test("separateTextures() gains 3 dB, and 5 dB SI-SDR, on gravel over bricks", async () => {
  const { mixture, layers: truth } = GRAVEL;
  const { layers, certainty } = await SEPARATED;
  const [ours, copy] = [evaluateSplit(layers, truth), evaluateCopy(mixture, truth)];
  assert.equal(certainty, 1);
  assert.ok(ours.psnr > copy.psnr + 3, `${ours.psnr - copy.psnr}`);
  assert.ok(ours.siSdr > copy.siSdr + 5, `${ours.siSdr - copy.siSdr}`);
  // Layer 1 is the one of lines: the bricks, which are the second here.
  assert.equal(ours.swapped, true);
});

Deno.test("separateTextures() gives layers in [0, 1] whose mean is the photo", async () => {
  const { layers: [a, b] } = await SEPARATED;
  GRAVEL.mixture.data.forEach((v, i) => {
    const [p, q] = [a.data[i] as number, b.data[i] as number];
    assert.ok(Math.min(p, q) >= 0 && Math.max(p, q) <= 1);
    assert.ok(Math.abs((p + q) / 2 - v) < 1e-6);
  });
});

Deno.test("separateTextures() gives the photo twice where nothing stands out", async () => {
  for (const photo of [noise(96, 64, 1), picture(64, 64, () => 0.4)]) {
    const { layers, certainty } = await separateTextures(photo);
    assert.ok(certainty < 0.05);
    const most = photo.data.reduce(
      (m, v, i) => Math.max(m, Math.abs((layers[0].data[i] as number) - v)),
      0,
    );
    assert.ok(most < 0.03);
  }
});

Deno.test("separateTextures() is not sure of two photos", async () => {
  const { mixture } = FIXTURES.find(({ name }) => name === "balloon-coast")!;
  assert.ok((await separateTextures(mixture)).certainty < 0.1);
});

Deno.test("separateTextures() takes any size", async () => {
  for (const [width, height] of [[1, 1], [8, 40], [16, 16], [33, 57]] as const) {
    const { layers: [a, b] } = await separateTextures(noise(width, height, 3));
    assert.deepEqual([a.width, a.height, b.width, b.height], [width, height, width, height]);
    assert.ok(a.data.every(Number.isFinite) && b.data.every(Number.isFinite));
  }
});
