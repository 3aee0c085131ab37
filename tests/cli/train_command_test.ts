import assert from "node:assert/strict";
import { train } from "../../src/learn/training/train.ts";
import { decodeWeights, encodeWeights } from "../../src/weights/weights.ts";
import { withDataSet } from "../learn/pairs_files.ts";
import { finishedRun, SHORT } from "../learn/training/finished_run.ts";
import { tinyWeights } from "../learn/tiny_networks.ts";
import { assertOneLine, namesIn, type Outcome, run, unblend } from "./run_command.ts";

const TINY_RUN = ["--size", "32", "--batch", "1", "--workers", "1", "--threads", "1"];
const MANY = 2000;

/** Calls a function with a data set, weights to begin from, and a folder for runs. */
function withTraining(
  use: (folders: { data: string; from: string; output: string }) => Promise<void>,
): Promise<void> {
  return withDataSet(async (data, folder) => {
    const from = `${folder}/tiny.safetensors`;
    await Deno.writeFile(from, encodeWeights(tinyWeights()));
    await use({ data, from, output: `${folder}/run` });
  });
}

/** Kills a command with no warning, some time after it said something on standard error. */
async function killAfter(args: readonly string[], said: RegExp, milliseconds: number) {
  const process = unblend(args).spawn();
  let heard = "";
  for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
    heard += text;
    if (said.test(heard)) break;
  }
  assert.match(heard, said);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  process.kill("SIGKILL");
  await process.stdout.cancel();
  assert.equal((await process.status).code, 137);
}

Deno.test({
  name: "unblend train goes on after kill -9 as if nothing had happened",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withTraining(async ({ data, from, output }) => {
      const steps = ["--steps", String(MANY), "--evaluate", "100"];
      const begin = ["train", "--data", data, "-o", output, "--from", from, ...TINY_RUN, ...steps];
      const resume = ["train", "--data", data, "-o", output, "--resume"];
      await killAfter(begin, /step 100: /, 200 * Math.random());
      await killAfter(resume, /step \d+: /, 200 * Math.random());
      const { code, stderr } = await run([...resume, "--quiet"]);
      assert.deepEqual([code, stderr], [0, ""]);
      const options = { ...SHORT, from: decodeWeights(await Deno.readFile(from), from) };
      const { rate: _, ...settings } = { ...options, steps: MANY, evaluate: 100 };
      const whole = `${output}-whole`;
      await train({ ...settings, data, output: whole });
      assert.deepEqual(await finishedRun(output), await finishedRun(whole));
    }),
});

Deno.test("unblend train reports the data, where it stands, and what each evaluation found", async () => {
  await withTraining(async ({ data, from, output }) => {
    const args = ["train", "--data", data, "--output", output, "--from", from, ...TINY_RUN];
    const { code, stdout, stderr } = await run([...args, "--steps", "40", "--evaluate", "20"]);
    assert.deepEqual([code, stdout], [0, `${output}: 40 steps\n`]);
    assert.match(stderr, /^2 photos, 1 pairs to evaluate on$/m);
    assert.match(stderr, /^step 20 of 40, loss \S+, \S+ steps\/s, \d+ s left$/m);
    assert.match(
      stderr,
      /^step 20: loss \S+, \S+ dB on val \(\S+ above the copy\), layers \S+ apart/m,
    );
    assert.match(stderr, /^step 40 of 40, loss \S+, \S+ steps\/s, 0 s left$/m);
    assert.ok((await namesIn(output)).includes("best.safetensors"));
  });
});

Deno.test("unblend train takes the report's models and losses, epochs, a range of alpha, and a mixing", async () => {
  await withTraining(async ({ data, output }) => {
    for (
      const [model, loss, ...others] of [
        ["encoder-decoder", "bce", "--alpha", "0.4..0.6"],
        ["unet", "adversarial", "--mixing", "saturating"],
      ] as const
    ) {
      const args = ["train", "--data", data, "-o", `${output}-${model}`, "--model", model];
      // Two photos, twice: two mixtures.
      const more = ["--loss", loss, "--epochs", "2", "--seed", "7", ...others, ...TINY_RUN];
      const { code, stderr } = await run([...args, ...more, "--quiet"]);
      assert.deepEqual([code, stderr], [0, ""]);
      const { checkpoint: { settings, step }, best } = await finishedRun(`${output}-${model}`);
      assert.deepEqual([step, settings.loss, settings.seed], [2, loss, 7]);
      assert.equal(best.network.kind, model);
      assert.deepEqual(
        [settings.alpha, settings.mixing],
        loss === "bce" ? [[0.4, 0.6], "linear"] : [[0.5, 0.5], "saturating"],
      );
    }
  });
});

Deno.test({
  name: "unblend train, stopped by SIGINT, keeps what it has and exits 130",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withTraining(async ({ data, from, output }) => {
      const args = ["train", "--data", data, "-o", output, "--from", from, ...TINY_RUN];
      const process = unblend([...args, "--steps", "1000000", "--evaluate", "1000000"]).spawn();
      let heard = "";
      for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
        heard += text;
        if (text.includes("step 20 of")) process.kill("SIGINT");
      }
      assert.match(heard, /Stopping after this round/);
      await process.stdout.cancel();
      assert.equal((await process.status).code, 130);
      assert.deepEqual(await namesIn(output), ["checkpoint.safetensors"]);
    }),
});

Deno.test("unblend train --help tells the default loss of each model, in lines of 100 characters", async () => {
  const { code, stdout } = await run(["train", "--help"]);
  assert.equal(code, 0);
  assert.match(stdout, /--loss NAME +[^\n]*log-error for the model difference, else crossroad/);
  for (const line of stdout.split("\n")) assert.ok(line.length <= 100, line);
});

Deno.test("unblend train refuses what it cannot use, in one line", async () => {
  await withTraining(async ({ data, from, output }) => {
    const begin = ["train", "--data", data, "-o", output];
    await train({ ...SHORT, data, output: `${output}-whole`, steps: 1 });
    const file = `${output}-whole/checkpoint.safetensors`;
    await Deno.writeFile(file, (await Deno.readFile(file)).subarray(0, 5000));
    const resume = ["train", "--data", data, "-o", `${output}-whole`];
    const cases: readonly (readonly [readonly string[], number, RegExp])[] = [
      [["train", "-o", output], 2, /train needs a data set: write --data DIR/],
      [["train", "--data", data], 2, /train needs a folder: write --output DIR/],
      [[...begin, "--alpha", "half"], 2, /--alpha must be made of numbers, not "half"/],
      [[...begin, "--size", "40"], 2, /size must be a multiple of 16/],
      [[...begin, "--loss", "l3"], 2, /l3/],
      [[...begin, "--resume"], 1, /There is no training to resume in /],
      [[...begin, "--from", `${from}.gone`], 1, /Cannot read .*gone/],
      [["train", "--data", `${data}/gone`, "-o", output], 1, /Cannot read .*gone/],
      [resume, 1, /There is a training in .*--resume/],
      [[...resume, "--resume"], 1, /Cannot .*checkpoint\.safetensors/],
    ];
    for (const [args, code, expected] of cases) {
      const outcome: Outcome = await run(args);
      assert.equal(outcome.code, code, args.join(" "));
      assertOneLine(outcome, expected);
    }
  });
});
