/**
 * How much of a soft reflection recipe `reflection` takes out: pairs of photos, one blurred and laid
 * over the other, with known share; PSNR of the wanted scene, beside that of the photo itself; and how
 * much of the mirror image is left relative to the scene (median; 1 is all of it, 0 nothing).
 *
 *     deno run -A bench/reflection.ts [--data ../shared/data/pisc128/val/single_exposure] [--photos 40]
 *
 * @module
 */
import { join } from "node:path";
import { parseArgs } from "node:util";
import { loadFixtures } from "../fixtures/fixtures.ts";
import { removeReflection } from "../src/decompose/reflection/remove_reflection.ts";
import type { Picture } from "../src/image/picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { psnr } from "../src/metrics/psnr.ts";
import { reflect } from "../tests/decompose/reflection/reflect.ts";

const { values } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data/pisc128/val/single_exposure" },
    photos: { type: "string", default: "40" },
  },
});
const REFLECTED = [0.15, 0.25, 0.4];
const SIGMAS = [1, 2, 4];

type Scene = readonly [name: string, picture: Picture];

const fixtures: readonly Scene[] = (await loadFixtures()).flatMap(({ name, layers }) =>
  layers.map((layer, i) => [`${name}-${i + 1}`, layer] as const)
);
await report("Fixtures", fixtures);
const files = [...Deno.readDirSync(values.data)].map(({ name }) => name).sort();
const photos = files.slice(0, Number(values.photos));
await report(
  values.data,
  await Promise.all(
    photos.map(async (name) => [name, await readPicture(join(values.data, name))] as const),
  ),
);

/** Every scene behind the reflection of the one after the next, for all shares and blurs. */
async function report(title: string, scenes: readonly Scene[]): Promise<void> {
  const cases = [];
  const clear: number[] = [];
  for (const [i, [name, scene]] of scenes.entries()) {
    const [, other] = scenes[(i + 3) % scenes.length]!;
    for (const reflected of REFLECTED) {
      for (const sigma of SIGMAS) {
        const photo = await reflect(scene, other, { reflected, sigma });
        const found = await removeReflection(photo);
        const before = psnr(photo, scene);
        const gain = psnr(found.scene, scene) - before;
        const mirrored = await reflect(scene, other, { reflected: 1, sigma });
        const left = ghost(found.scene, scene, mirrored) / ghost(photo, scene, mirrored);
        cases.push({
          name,
          reflected,
          sigma,
          before,
          gain,
          left,
          miss: 1 - found.share - reflected,
        });
      }
    }
    clear.push(psnr((await removeReflection(scene)).scene, scene));
  }
  console.log(
    `${title}: ${cases.length} cases; PSNR of the photo, gain, error of the share (RMS), ghost`,
  );
  for (const reflected of REFLECTED) {
    for (const sigma of SIGMAS) {
      const some = cases.filter((of) => of.reflected === reflected && of.sigma === sigma);
      line(`share ${reflected}, sigma ${sigma}`, some);
    }
  }
  line("all", cases);
  const bad = cases.toSorted((a, b) => a.gain - b.gain).slice(0, 5);
  for (const { name, reflected, sigma, before, gain } of bad) {
    console.log(`  worst: ${name} ${reflected} ${sigma}: ${before.toFixed(1)} ${signed(gain)}`);
  }
  console.log(
    `  without reflection: ${mean(clear).toFixed(1)} dB, worst ${Math.min(...clear).toFixed(1)}`,
  );
}

function line(
  name: string,
  cases: readonly Readonly<Record<"before" | "gain" | "left" | "miss", number>>[],
): void {
  const gains = cases.map(({ gain }) => gain);
  const lost = gains.filter((gain) => gain < 0).length;
  const share = Math.sqrt(mean(cases.map(({ miss }) => miss ** 2)));
  console.log(
    `  ${name.padEnd(22)} ${mean(cases.map(({ before }) => before)).toFixed(1)} ${
      signed(mean(gains))
    }, worst ${signed(Math.min(...gains))}, ${lost} of ${gains.length} lose; ${share.toFixed(2)}; ${
      median(cases.map(({ left }) => left)).toFixed(2)
    }`,
  );
}

/**
 * How strongly a picture has what is mirrored, beside how strongly it has the scene: the quotient of
 * their weights, least squares, all means set to 0.
 */
function ghost(picture: Picture, scene: Picture, mirrored: Picture): number {
  const [p, t, r] = [picture, scene, mirrored].map(({ data }) => {
    const level = mean([...data]);
    return data.map((v) => v - level);
  }) as [Float32Array, Float32Array, Float32Array];
  const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);
  const [tt, rr, tr, pt, pr] = [dot(t, t), dot(r, r), dot(t, r), dot(p, t), dot(p, r)];
  return (pr * tt - pt * tr) / (pt * rr - pr * tr);
}

function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)]!;
}

function mean(list: readonly number[]): number {
  return list.reduce((sum, v) => sum + v, 0) / list.length;
}

function signed(value: number): string {
  return (value < 0 ? "" : "+") + value.toFixed(2);
}
