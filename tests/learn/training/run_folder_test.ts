import assert from "node:assert/strict";
import sharp from "sharp";
import type { TrainingCheckpoint } from "../../../src/learn/training/checkpoint.ts";
import { RunFolder } from "../../../src/learn/training/run_folder.ts";
import { namesIn, withFolder } from "../../cli/run_command.ts";
import { waves } from "../pairs_files.ts";
import { SETTINGS, tinyWeights } from "../tiny_networks.ts";

const RUN: TrainingCheckpoint = {
  settings: SETTINGS,
  step: 40,
  seconds: 1,
  history: [],
  losses: [1, 2],
  state: { "block 0": Float32Array.of(1, 2) },
};

Deno.test("RunFolder makes the folder of a new run, and those that it is in, when there is something to keep", async () => {
  await withFolder(async (path) => {
    const folder = new RunFolder(`${path}/runs/first`);
    assert.equal(await folder.open(false), undefined);
    assert.deepEqual(await namesIn(path), []);
    await folder.keep(RUN);
    assert.deepEqual(await namesIn(`${path}/runs/first`), ["checkpoint.safetensors"]);
  });
});

Deno.test("RunFolder.open() yields the checkpoint that was kept last", async () => {
  await withFolder(async (path) => {
    const folder = new RunFolder(path);
    await folder.keep({ ...RUN, step: 20 });
    await folder.keep(RUN);
    assert.deepEqual(await new RunFolder(path).open(true), RUN);
    assert.deepEqual(await namesIn(path), ["checkpoint.safetensors"]);
  });
});

Deno.test("RunFolder.open() neither begins anew where there is a run, nor resumes where there is none", async () => {
  await withFolder(async (path) => {
    const folder = new RunFolder(path);
    await assert.rejects(folder.open(true), /^UserError: There is no training to resume in /);
    await folder.keep(RUN);
    await assert.rejects(folder.open(false), /^UserError: There is a training in .*--resume/);
    assert.deepEqual(await folder.open(true), RUN);
  });
});

Deno.test("RunFolder.open() refuses a checkpoint that was cut short, and leaves it as it is", async () => {
  await withFolder(async (path) => {
    const [folder, file] = [new RunFolder(path), `${path}/checkpoint.safetensors`];
    await folder.keep(RUN);
    const cut = (await Deno.readFile(file)).subarray(0, -1);
    await Deno.writeFile(file, cut);
    await assert.rejects(folder.open(true), /^UserError: Cannot .*checkpoint\.safetensors/);
    assert.deepEqual(await Deno.readFile(file), cut);
  });
});

Deno.test("RunFolder keeps the best weights, to three digits", async () => {
  await withFolder(async (path) => {
    const folder = new RunFolder(path);
    assert.equal(await folder.best(), undefined);
    const weights = { ...tinyWeights(), notes: { step: "40" } };
    await folder.keepBest(weights);
    const best = await folder.best();
    assert.deepEqual([best?.network, best?.notes], [weights.network, weights.notes]);
    for (const [i, { shape, data }] of weights.parameters.entries()) {
      assert.deepEqual(best?.parameters[i]?.shape, shape);
      assert.deepEqual(best?.parameters[i]?.data, Float32Array.from(new Float16Array(data)));
    }
  });
});

Deno.test("RunFolder.report() draws curves, and a sheet for each evaluation of eight pairs at most", async () => {
  await withFolder(async (path) => {
    const folder = new RunFolder(path);
    const photo = waves(0.5, 7, 16);
    const evaluated = { loss: 0.2, psnr: 15, copy: 14, apart: 0.1, seconds: 3 };
    const history = [{ ...evaluated, step: 20 }, { ...evaluated, step: 40 }];
    for (const [count, done] of [[3, 1], [20, 2]] as const) {
      const pairs = new Array(count).fill({ name: "a-b", mixture: photo, layers: [photo, photo] });
      await folder.report(history.slice(0, done), pairs, pairs.map(() => [photo, photo] as const));
    }
    assert.deepEqual(await namesIn(path), [
      "curves.svg",
      "samples-0000020.png",
      "samples-0000040.png",
    ]);
    assert.match(await Deno.readTextFile(`${path}/curves.svg`), /^<svg [^]*PSNR[^]*<\/svg>\s*$/);
    // Mixture, two answers and two truths of 16 pixels, with gaps of 8; every third of 20 pairs.
    for (const [file, rows] of [["samples-0000020.png", 3], ["samples-0000040.png", 7]] as const) {
      const { width, height } = await sharp(`${path}/${file}`).metadata();
      assert.deepEqual([width, height], [5 * 24 - 8, rows * 24 - 8], file);
    }
  });
});
