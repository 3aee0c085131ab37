import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { removeReflection } from "../../../src/decompose/reflection/remove_reflection.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { psnr } from "../../../src/metrics/psnr.ts";
import { noise, picture } from "../../metrics/pictures.ts";
import { reflect } from "./reflect.ts";

const scenes = (await loadFixtures()).flatMap(({ layers }) => layers);

Deno.test("removeReflection() brings photos closer to what is behind the pane", async () => {
  const gains = await Promise.all(scenes.map(async (full, i) => {
    const scene = await resizePicture(full, { width: 64, height: 64 });
    const pane = { reflected: [0.15, 0.25, 0.4][i % 3]!, sigma: [1, 4][i % 2]! };
    const photo = await reflect(scene, scenes[(i + 3) % scenes.length]!, pane);
    return psnr((await removeReflection(photo)).scene, scene) - psnr(photo, scene);
  }));
  assert.ok(gains.reduce((sum, v) => sum + v) / gains.length > 1, gains.join(" "));
  assert.ok(Math.min(...gains) > -4, gains.join(" "));
});

Deno.test("removeReflection() explains the photo exactly, with pictures that can be shown", async () => {
  for (
    const photo of [
      scenes[0]!,
      noise(40, 24, 1),
      picture(16, 16, () => 0),
      picture(16, 30, () => 1),
    ]
  ) {
    const { scene, reflection, share } = await removeReflection(photo);
    assert.ok(share >= 0.55 && share <= 0.95);
    photo.data.forEach((v, i) => {
      const [t, r] = [scene.data[i]!, reflection.data[i]!];
      assert.ok(t >= 0 && t <= 1 && r >= 0 && r <= 1);
      assert.ok(Math.abs(share * t + (1 - share) * r - v) < 1e-5);
    });
  }
});

Deno.test("removeReflection() keeps the size, and the detail of a photo larger than its copy", async () => {
  const scene = scenes[0]!;
  const large = await resizePicture(scene, { width: 300, height: 280 });
  const fine = { ...large, data: large.data.map((v, i) => 0.1 + 0.7 * v + (i % 2) * 0.05) };
  const found = (await removeReflection(fine)).scene;
  assert.deepEqual([found.width, found.height, found.channels], [300, 280, 3]);
  const steps = (data: Float32Array) => data.reduce((sum, v, i) => sum + (i % 2 ? v : -v), 0);
  assert.ok(steps(found.data) > 0.9 * steps(fine.data));
});
