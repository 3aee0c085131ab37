/**
 * What a large photo takes from the command line, from its file to the files of its layers: seconds, those
 * of them beyond the fit, and the most memory of the whole process, on Linux. The photo is a mixture of
 * 1024 pixels (large_mixtures.ts), mirrored until it is as large. What follows `--` goes to `split`.
 *
 *     deno run -A bench/large_photo.ts [--width 6000] [--height 4000] [-- --steps 20]
 *     deno run -A bench/large_photo.ts -- --recipe dehaze
 *
 * @module
 */
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { encodePng } from "../src/image/encode_png.ts";
import { peakOf } from "../tests/robustness/peak_memory.ts";
import { largeMixtures } from "./large_mixtures.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: "string", default: "6000" },
    height: { type: "string", default: "4000" },
    photos: { type: "string", default: "../shared/data/photos/fixture-grade" },
  },
});
const folder = await Deno.makeTempDir({ prefix: "unblend-bench-" });
try {
  const photo = `${folder}/photo.jpg`;
  await writePhoto(photo);
  const start = performance.now();
  const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", cli, "split", photo, ...positionals],
    stdout: "null",
  }).spawn();
  const [peak, { success }] = await Promise.all([peakOf(process), process.status]);
  const seconds = (performance.now() - start) / 1000;
  if (!success) Deno.exit(1);
  const report = JSON.parse(await Deno.readTextFile(`${folder}/photo-layers/report.json`));
  const { width, height } = report.photo;
  const beyond = seconds - report.timings.fitSeconds;
  console.log(
    `${(width * height / 1e6).toFixed(1)} megapixels, ${positionals.join(" ") || "by default"}: ` +
      `${seconds.toFixed(1)} s, ${beyond.toFixed(1)} s beyond the fit, ${peak} MB`,
  );
} finally {
  await Deno.remove(folder, { recursive: true });
}

async function writePhoto(path: string): Promise<void> {
  const { mixture } = (await largeMixtures(values.photos, 1)).at(-1)!;
  const [right, bottom] = [Number(values.width) - 1024, Number(values.height) - 1024];
  await sharp(await encodePng(mixture))
    .extend({ right, bottom, extendWith: "mirror" })
    .jpeg({ quality: 95 })
    .toFile(path);
}
