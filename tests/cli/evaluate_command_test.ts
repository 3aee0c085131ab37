import assert from "node:assert/strict";
import sharp from "sharp";
import { train } from "../../src/learn/training/train.ts";
import type { EvaluateResult } from "../../src/learn/evaluation/evaluate.ts";
import { waves, withDataSet, writePairs, writePhotos } from "../learn/pairs_files.ts";
import { SHORT } from "../learn/training/finished_run.ts";
import { assertOneLine, namesIn, run, unblend, withFolder } from "./run_command.ts";

const COPY = ["--methods", "copy", "--quiet"];
const PHOTOS = { a: waves(0.3, 7, 32), b: waves(0.5, 11, 32), c: waves(0.8, 17, 32) };

/** Calls a function with a folder of two pairs. */
function withPairs(use: (data: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    await writePairs(folder, PHOTOS, [["a", "b"], ["a", "c"]]);
    await use(folder);
  });
}

/** Runs an evaluation that is to succeed, and reads what it printed. */
async function measured(args: readonly string[]): Promise<EvaluateResult> {
  const { code, stdout, stderr } = await run(["evaluate", ...args, "--json"]);
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^\{[^\n]*\}\n$/);
  return JSON.parse(stdout);
}

Deno.test("unblend evaluate --json prints one object, with every metric of every method", async () => {
  await withDataSet(async (data, folder) => {
    await train({ ...SHORT, data, output: `${folder}/run`, steps: 2 });
    const weights = ["--weights", `${folder}/run/best.safetensors`, "--backend", "cpu"];
    const result = await measured([
      "--data",
      data,
      "--steps",
      "2",
      "--size",
      "32",
      ...weights,
      "-q",
    ]);
    assert.deepEqual(Object.keys(result), ["count", "methods"]);
    assert.equal(result.count, 1);
    assert.deepEqual(Object.keys(result.methods), ["copy", "unet", "fit", "unet+fit"]);
    for (const method of Object.values(result.methods)) {
      const { secondsPerPhoto, ...metrics } = method;
      assert.ok(secondsPerPhoto >= 0);
      assert.deepEqual(Object.keys(metrics), ["psnr", "ssim", "siSdr", "detail"]);
      for (const metric of Object.values(metrics)) {
        assert.deepEqual(Object.keys(metric), ["mean", "median", "q1", "q3"]);
        assert.ok(Object.values(metric).every(Number.isFinite));
      }
    }
  });
});

Deno.test("unblend evaluate prints a table, and where it stands", async () => {
  await withPairs(async (data) => {
    const { code, stdout, stderr } = await run(["evaluate", "--data", data, "--methods", "copy"]);
    assert.equal(code, 0);
    assert.match(stdout, /^Means over 2 pairs[^]*PSNR[^]*\ncopy +\d+\.\d\d /);
    assert.match(stderr, /^0 of 2 photos\n[^]*2 of 2 photos, 0 s left\n$/);
    const quiet = await run(["evaluate", "--data", data, ...COPY]);
    assert.equal(quiet.stderr, "");
  });
});

Deno.test("unblend evaluate --limit takes the first pairs, --mix makes their mixtures anew", async () => {
  await withPairs(async (data) => {
    const args = ["--data", data, ...COPY];
    const [all, one] = [await measured(args), await measured([...args, "--limit", "1"])];
    assert.deepEqual([all.count, one.count], [2, 1]);
    // The first pair's layers are nearer to each other.
    assert.ok(
      (one.methods.copy?.psnr.mean as number) > (all.methods.copy?.psnr.mean as number) + 1,
    );
    await writePhotos(`${data}/double_exposure`, { "blend_a-b": waves(0.9, 3, 32) });
    const [read, mixed] = [
      await measured([...args, "--limit", "1"]),
      await measured([...args, "--limit", "1", "--mix"]),
    ];
    const difference = (to: EvaluateResult) =>
      Math.abs((to.methods.copy?.psnr.mean as number) - (one.methods.copy?.psnr.mean as number));
    assert.ok(difference(read) > 3 && difference(mixed) < 0.05);
  });
});

Deno.test("unblend evaluate --sheet writes a picture of the pairs", async () => {
  await withPairs(async (data) => {
    const file = `${data}/sheet.png`;
    await measured(["--data", data, ...COPY, "--sheet", file]);
    const { format, width, height } = await sharp(file).metadata();
    // Mixture and two layers of 32 pixels, with gaps of 8, for two pairs.
    assert.deepEqual([format, width, height], ["png", 3 * 40 - 8, 2 * 40 - 8]);
    assert.deepEqual(await namesIn(data), ["double_exposure", "sheet.png", "single_exposure"]);
  });
});

Deno.test("unblend evaluate prints what it measured even if the sheet cannot be written", async () => {
  await withPairs(async (data) => {
    const sheet = ["--sheet", `${data}/gone/sheet.png`];
    const { code, stdout, stderr } = await run(["evaluate", "--data", data, ...COPY, ...sheet]);
    assert.equal(code, 1);
    assert.match(stderr, /^unblend: Cannot write [^\n]*sheet\.png[^\n]*\n$/);
    assert.match(stdout, /^Means over 2 pairs/);
  });
});

Deno.test({
  name: "unblend evaluate, stopped by SIGINT, prints nothing and exits 130",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPairs(async (data) => {
      const endless = ["--methods", "fit", "--steps", "1000000", "--size", "32", "--json"];
      const process = unblend(["evaluate", "--data", data, "--backend", "cpu", ...endless]).spawn();
      const output = new Response(process.stdout).text();
      let heard = "";
      for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
        heard += text;
        if (text.includes("0 of 2 photos")) process.kill("SIGINT");
      }
      assert.match(heard, /Stopping after this photo\n[^]*Stopped; printed and wrote nothing\n$/);
      assert.deepEqual([await output, (await process.status).code], ["", 130]);
    }),
});

Deno.test("unblend evaluate refuses what it cannot measure, in one line", async () => {
  await withPairs(async (data) => {
    for (
      const [args, code, expected] of [
        [[], 2, /evaluate needs pairs: write --data DIR/],
        [["--data", data, "--methods", "copy,guess"], 2, /no method "guess"/],
        [["--data", data, "--limit", "0"], 2, /limit/],
        [["--data", `${data}/gone`, ...COPY], 1, /There are no pairs in .*gone/],
        [["--data", data, "--methods", "unet", "--weights", "gone", "-q"], 1, /Cannot read .*gone/],
      ] as const
    ) {
      const outcome = await run(["evaluate", ...args]);
      assert.equal(outcome.code, code, args.join(" "));
      assertOneLine(outcome, expected);
    }
  });
});
