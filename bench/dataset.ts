/**
 * How fast photos become a data set, and in how much memory, which must not depend on their number.
 *
 *     deno run -A bench/dataset.ts [--photos 2000] [--size 128] [--crops 1] [--mixtures 1]
 *         [--data ../shared/data/photos]
 *
 * @module
 */
import { extname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { listPictures } from "../src/image/list_pictures.ts";
import { createDataset } from "../src/learn/dataset/create_dataset.ts";
import { watchMemory } from "./peak_memory.ts";

const { values } = parseArgs({
  options: {
    photos: { type: "string", default: "2000" },
    size: { type: "string", default: "128" },
    crops: { type: "string", default: "1" },
    mixtures: { type: "string", default: "1" },
    data: { type: "string", default: "../shared/data/photos" },
  },
});
const [size, crops, mixtures] = [values.size, values.crops, values.mixtures].map(Number);

const folder = await Deno.makeTempDir({ prefix: "unblend-" });
try {
  const input = join(folder, "photos");
  await Deno.mkdir(input);
  const { pictures } = await listPictures(values.data);
  // The photos that there are, again and again.
  for (let i = 0; i < Number(values.photos); i++) {
    const file = pictures[i % pictures.length] as string;
    await Deno.symlink(resolve(file), join(input, `${i}${extname(file)}`));
  }
  const peak = await watchMemory("cpu");
  const start = performance.now();
  const output = join(folder, "pairs");
  const { photos, pairs, skipped } = await createDataset({ input, output, size, crops, mixtures });
  const seconds = (performance.now() - start) / 1000;
  const count = Object.keys(photos).length;
  console.log(
    `${count} photos, ${pairs.length} mixtures, ${skipped.length} files left out: ` +
      `${(count / seconds).toFixed(0)} photos a second, peak ${await peak()} MB`,
  );
} finally {
  await Deno.remove(folder, { recursive: true });
}
