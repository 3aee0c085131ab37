import assert from "node:assert/strict";
import { CHECKPOINT } from "../../src/cli/output_folder.ts";
import { Random } from "../../src/random.ts";
import { assertOneLine, namesIn, run, unblend, withPhoto } from "./run_command.ts";
import { ALL_FILES, ENDLESS } from "./split_runs.ts";

const KILLS = 10;
const OPTIONS = ["--size", "32", "--steps", "200", "--seed", "4", "--backend", "cpu"];

/** All files of a split, but for what tells one run from another: when it was, and how long it took. */
async function lasting(folder: string): Promise<Record<string, unknown>> {
  const files: Record<string, unknown> = {};
  for (const name of await namesIn(folder)) files[name] = await Deno.readFile(`${folder}/${name}`);
  const { startedAt, timings, ...report } = JSON.parse(
    await Deno.readTextFile(`${folder}/report.json`),
  );
  assert.ok(startedAt && timings.fitSeconds > 0);
  return { ...files, "report.json": report };
}

async function exists(path: string): Promise<boolean> {
  return await Deno.stat(path).then(() => true, () => false);
}

/** Starts a split and ends it by SIGKILL some time after its start, or after its first step. */
async function kill(args: readonly string[], milliseconds: number, afterFirst: boolean) {
  const process = unblend(args).spawn();
  const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let heard = "";
  while (afterFirst && !/^step /m.test(heard)) {
    const { value, done } = await reader.read();
    if (done) break;
    heard += value;
  }
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  try {
    process.kill("SIGKILL");
  } catch {
    // It has come to its end.
  }
  await reader.cancel();
  await process.stdout.cancel();
  return await process.status;
}

Deno.test({
  name: "unblend split, killed at ten random moments and resumed, ends with the same bytes",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPhoto(async (folder, photo) => {
      const [whole, killed] = [`${folder}/whole`, `${folder}/killed`];
      await run(["split", photo, "--out", whole, ...OPTIONS]);
      const expected = await lasting(whole);
      assert.deepEqual(Object.keys(expected), ALL_FILES);
      const random = new Random(6, "moments");
      // Kept after each step, so that many a kill comes while the file is being written.
      const args = ["split", photo, "--out", killed, "--checkpoint", "0", ...OPTIONS];
      const goOn = async () =>
        await exists(`${killed}/${CHECKPOINT}`) ? [...args, "--resume"] : args;
      for (let kills = 0; kills < KILLS;) {
        const inSteps = kills % 5 !== 0;
        const milliseconds = random.uniform() * (inSteps ? 400 : 2500);
        const { signal } = await kill(await goOn(), milliseconds, inSteps);
        if (signal === "SIGKILL") kills++;
        // Too late: it is whole, and the next one begins anew.
        else {
          assert.deepEqual(await lasting(killed), expected);
          await Deno.remove(killed, { recursive: true });
        }
      }
      const { code, stderr } = await run(await goOn());
      assert.equal(code, 0, stderr);
      assert.deepEqual(await lasting(killed), expected);
    }),
});

Deno.test({
  name: "unblend split, stopped by Ctrl-C, says how to go on, and does so",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPhoto(async (folder, photo) => {
      const [whole, stopped] = [`${folder}/whole`, `${folder}/photo-layers`];
      await run(["split", photo, "--out", whole, ...OPTIONS]);
      const process = unblend(["split", photo, ...OPTIONS]).spawn();
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      let heard = "";
      const listen = async (until: RegExp) => {
        while (!until.test(heard)) heard += (await reader.read()).value ?? "Ended. ";
      };
      await listen(/^step |Ended/m);
      process.kill("SIGINT");
      await listen(/Ended/);
      await process.stdout.cancel();
      assert.equal((await process.status).code, 130);
      const [, step] =
        /^Stopped at step (\d+) of 200; wrote what there is to .*; the same command with --resume goes on\n/m
          .exec(heard) ?? [];
      assert.ok(step, heard);
      assert.deepEqual(await namesIn(stopped), [CHECKPOINT, ...ALL_FILES].sort());
      const again = await run(["split", photo, ...OPTIONS]);
      assert.equal(again.code, 1);
      assertOneLine(
        again,
        /holds a split that was interrupted: go on with it by --resume, replace/,
      );
      const { code, stderr } = await run(["split", photo, "--resume", ...OPTIONS]);
      assert.equal(code, 0, stderr);
      assert.match(stderr, new RegExp(`^step +${Number(step) + 1} of 200`, "m"));
      assert.deepEqual(await lasting(stopped), await lasting(whole));
    }),
});

Deno.test("unblend split --resume refuses in a line what it cannot go on from, and leaves it", async () => {
  await withPhoto(async (folder, photo) => {
    const out = `${folder}/photo-layers`;
    const resume = ["split", photo, "--resume", "--quiet", ...ENDLESS];
    const none = await run(resume);
    assert.equal(none.code, 1);
    assertOneLine(
      none,
      /Cannot go on from .*photo-layers\/checkpoint\.safetensors: there is no such/,
    );
    assert.deepEqual(await namesIn(folder), ["photo.jpg"]);
    await Deno.mkdir(out);
    await Deno.writeTextFile(`${out}/${CHECKPOINT}`, "not a checkpoint\n");
    const damaged = await run(resume);
    assert.equal(damaged.code, 1);
    assertOneLine(damaged, /Cannot go on from .*: it is damaged, or no checkpoint of a split; /);
    const idle = await run([...resume.slice(0, 4), "--recipe", "dehaze"]);
    assert.equal(idle.code, 2);
    assertOneLine(idle, /nothing to go on from where no networks are fitted: leave out resume/);
    assert.deepEqual(await namesIn(out), [CHECKPOINT]);
  });
});

Deno.test("unblend split that cannot write what it found keeps it, and --resume writes it", async () => {
  await withPhoto(async (folder, photo) => {
    const out = `${folder}/photo-layers`;
    const args = ["split", photo, "--size", "32", "--steps", "5"];
    // In the way of a file.
    await Deno.mkdir(`${out}/report.json/inner`, { recursive: true });
    const failed = await run([...args, "--quiet", "--force"]);
    assert.equal(failed.code, 1);
    assertOneLine(
      failed,
      /Cannot write to .*layers: .*; the same command with --resume goes on\n$/,
    );
    await Deno.remove(`${out}/report.json`, { recursive: true });
    const { code, stderr } = await run([...args, "--resume"]);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /^step/m);
    assert.deepEqual(await namesIn(out), ALL_FILES);
  });
});

Deno.test("unblend split --force begins anew, and leaves no checkpoint of an earlier run", async () => {
  await withPhoto(async (folder, photo) => {
    const out = `${folder}/photo-layers`;
    for (const args of [["--size", "32", "--steps", "2"], ["--method", "unet"]]) {
      await Deno.mkdir(out, { recursive: true });
      await Deno.writeTextFile(`${out}/${CHECKPOINT}`, "of an earlier run");
      const { code, stderr } = await run(["split", photo, "--force", ...args]);
      assert.equal(code, 0, stderr);
      assert.equal(await exists(`${out}/${CHECKPOINT}`), false);
    }
  });
});
