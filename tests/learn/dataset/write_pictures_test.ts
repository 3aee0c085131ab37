import assert from "node:assert/strict";
import { checkDataset } from "../../../src/learn/dataset/options.ts";
import { writeCrops, writeMixture } from "../../../src/learn/dataset/write_pictures.ts";
import { Random } from "../../../src/random.ts";
import { withFolder } from "../../cli/run_command.ts";
import { pictureOf } from "./photos.ts";

const PNG = checkDataset({ input: "", output: "", size: 16, format: "png" });

/** A photo whose red grows by 2 a column and whose green by 2 a row. */
function slopes(width: number, height: number) {
  const data = Uint8Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = Math.floor(i / 3);
    return [2 * (pixel % width), 2 * Math.floor(pixel / width), 99][i % 3] as number;
  });
  return { data, width, height };
}

function noise(side: number, seed: number) {
  const random = new Random(seed);
  const data = Uint8Array.from({ length: 3 * side * side }, () => random.integer(256));
  return { data, width: side, height: side };
}

Deno.test("writeCrops() cuts squares of 60 to 100 % of the shorter side, anywhere in the photo", async () => {
  await withFolder(async (folder) => {
    await writeCrops(slopes(120, 80), "p", folder, { ...PNG, crops: 40 });
    const areas = await Promise.all(Array.from({ length: 40 }, async (_, crop) => {
      const { data, width, height } = await pictureOf(`${folder}/p_${crop}.png`);
      assert.deepEqual([width, height], [16, 16]);
      // Red of two columns in the middle, green of two rows, tell size and place in pixels.
      const at = (c: number, i: number) => (data[256 * c + i] as number) * 255 / 2;
      const [across, down] = [at(0, 8 * 16 + 12) - at(0, 8 * 16 + 4), at(1, 200) - at(1, 72)];
      const [x, y] = [at(0, 8 * 16 + 8), at(1, 8 * 16 + 8)];
      return { across: 2 * across, down: 2 * down, x, y };
    }));
    for (const { across, down, x, y } of areas) {
      assert.ok(Math.abs(across - down) <= 2.5, `${across} by ${down} is no square`);
      assert.ok(across >= 46 && across <= 82, `${across}`);
      assert.ok(x >= across / 2 - 2 && x <= 120 - across / 2 + 6, `${x}`);
      assert.ok(y >= across / 2 - 2 && y <= 80 - across / 2 + 6, `${y}`);
    }
    const spread = (list: readonly number[]) => Math.max(...list) - Math.min(...list);
    assert.ok(spread(areas.map(({ across }) => across)) > 20);
    assert.ok(spread(areas.map(({ x, across }) => x - across / 2)) > 30);
    assert.ok(spread(areas.map(({ y, down }) => y - down / 2)) > 10);
  });
});

Deno.test("writeCrops() keeps every pixel of a photo that is no larger than the crop", async () => {
  await withFolder(async (folder) => {
    const photo = noise(16, 1);
    await writeCrops(photo, "p", folder, PNG);
    const { data } = await pictureOf(`${folder}/p_0.png`);
    const stored = photo.data.map((_, i) =>
      Math.round((data[256 * (i % 3) + (i - i % 3) / 3] ?? 0) * 255)
    );
    assert.deepEqual(stored, photo.data);
  });
});

// Light and stored values by IEC 61966-2-1, for values above 0.04045.
const toLight = (v: number) => ((v + 0.055) / 1.055) ** 2.4;
const toStored = (v: number) => 1.055 * v ** (1 / 2.4) - 0.055;

for (
  const [space, format, within] of [
    ["srgb", "png", 0.5],
    ["linear", "png", 0.5],
    ["srgb", "jpg", 10],
    ["linear", "jpg", 10],
  ] as const
) {
  Deno.test(`writeMixture() mixes what was written, in ${space}, as ${format}`, async () => {
    await withFolder(async (folder) => {
      const settings = { ...PNG, alpha: [0.3, 0.4] as const, space, format };
      // Smooth, and bright enough that the straight part of the curve does not matter.
      for (
        const [name, { data, ...size }] of [["a", slopes(24, 24)], ["b", noise(16, 2)]] as const
      ) {
        const bright = data.map((v, i) => name === "a" ? 20 + 4 * v : 99 + (i % 3) * 40 + v / 16);
        await writeCrops({ ...size, data: bright }, name, folder, settings);
      }
      const [first, second] = [{ photo: "a", crop: 0 }, { photo: "b", crop: 0 }];
      const folders = { single: folder, double: folder };
      const { file, alpha } = await writeMixture([first, second], folders, settings);
      assert.equal(file, `blend_a_0-b_0.${format}`);
      assert.ok(alpha >= 0.3 && alpha <= 0.4);
      const a = (await pictureOf(`${folder}/a_0.${format}`)).data;
      const b = (await pictureOf(`${folder}/b_0.${format}`)).data;
      (await pictureOf(`${folder}/${file}`)).data.forEach((mixed, i) => {
        const [x, y] = [a[i] as number, b[i] as number];
        const expected = space === "srgb"
          ? alpha * x + (1 - alpha) * y
          : toStored(alpha * toLight(x) + (1 - alpha) * toLight(y));
        const off = Math.abs(mixed - expected) * 255;
        assert.ok(off <= within + 1e-3, `${off} of 255 at ${i}`);
      });
    });
  });
}
