/**
 * How much haze recipe `dehaze` removes: haze of known airlight and transmission over the fixtures'
 * layers; beside it what the recipe does to the same layers without haze.
 *
 *     deno run -A bench/dehaze.ts [PHOTO...]
 *
 * Photos that are named take the fixtures' place.
 *
 * @module
 */
import { loadFixtures } from "../fixtures/fixtures.ts";
import { removeHaze } from "../src/decompose/dehaze/remove_haze.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { psnr } from "../src/metrics/psnr.ts";
import { addHaze, HAZES } from "../tests/decompose/dehaze/haze.ts";

const scenes: readonly (readonly [string, Picture])[] = Deno.args.length > 0
  ? await Promise.all(Deno.args.map(async (path) => [path, await readPicture(path)] as const))
  : (await loadFixtures()).flatMap(({ name, layers }) =>
    layers.map((layer, i) => [`${name}-${i + 1}`, layer] as const)
  );
const names = Object.keys(HAZES);
const row = (name: string, cells: readonly string[]) =>
  console.log(name.slice(-24).padEnd(24) + cells.map((cell) => cell.padStart(14)).join(""));

console.log(
  "PSNR of the hazy photo, dB, and what is gained; last, the PSNR of a photo without haze",
);
row("", [...names, "none"]);
const gains: number[][] = [];
const clear: number[] = [];
for (const [name, scene] of scenes) {
  const figures = await Promise.all(
    Object.values(HAZES).map(async (haze) => {
      const { photo } = addHaze(scene, haze);
      const before = psnr(photo, scene);
      return [before, psnr((await removeHaze(photo)).scene, scene) - before] as const;
    }),
  );
  gains.push(figures.map(([, gain]) => gain));
  clear.push(psnr((await removeHaze(scene)).scene, scene));
  row(name, [
    ...figures.map(([before, gain]) => `${before.toFixed(1)} ${signed(gain)}`),
    clear.at(-1)!.toFixed(1),
  ]);
}
const all = gains.flat();
row("mean", [
  ...names.map((_, i) => signed(mean(gains.map((gain) => gain[i]!)))),
  mean(clear).toFixed(1),
]);
row("worst", [
  ...names.map((_, i) => signed(Math.min(...gains.map((gain) => gain[i]!)))),
  Math.min(...clear).toFixed(1),
]);
console.log(
  `mean of all ${signed(mean(all))}, worst ${signed(Math.min(...all))}, ${
    all.filter((v) => v < 0).length
  } of ${all.length} below the hazy photo`,
);

function mean(list: readonly number[]): number {
  return list.reduce((sum, v) => sum + v, 0) / list.length;
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}
