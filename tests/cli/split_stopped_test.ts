import assert from "node:assert/strict";
import sharp from "sharp";
import { LOCK } from "../../src/cli/folder_lock.ts";
import { CHECKPOINT } from "../../src/cli/output_folder.ts";
import { namesIn, unblend, withPhoto } from "./run_command.ts";
import { ALL_FILES, ENDLESS, STEPLESS_FILES } from "./split_runs.ts";

const STOPPED_FILES = [CHECKPOINT, ...ALL_FILES].sort();

/** Waits until a process says something on standard error. */
async function waitFor(reader: ReadableStreamDefaultReader<string>, expected: RegExp) {
  let heard = "";
  while (!expected.test(heard)) {
    const { value, done } = await reader.read();
    assert.ok(!done, `ended after saying: ${heard}`);
    heard += value;
  }
  return heard;
}

/** Starts a fit and lets it begin its steps. */
async function begin(args: readonly string[]) {
  const process = unblend(args).spawn();
  const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  await waitFor(reader, /step +1 of/);
  return { process, reader };
}

Deno.test("unblend split --preview shows a comparison while the fit runs", async () => {
  await withPhoto(async (folder, photo) => {
    const { process, reader } = await begin(["split", photo, "--preview", "0.1", ...ENDLESS]);
    while (!(await namesIn(folder)).includes("photo-layers")) await pause();
    while (!(await namesIn(`${folder}/photo-layers`)).includes("comparison.png")) await pause();
    const comparison = await Deno.readFile(`${folder}/photo-layers/comparison.png`);
    assert.equal((await sharp(comparison).metadata()).width, 4 * 48 + 3 * 8);
    process.kill("SIGINT");
    await waitFor(reader, /Stopped at step/);
    await reader.cancel();
    await process.stdout.cancel();
    assert.equal((await process.status).code, 130);
    assert.deepEqual(await namesIn(`${folder}/photo-layers`), STOPPED_FILES);
  });
});

for (const [signal, expected] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test({
    name: `unblend split, stopped by ${signal}, writes what there is and exits ${expected}`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      withPhoto(async (folder, photo) => {
        const { process, reader } = await begin(["split", photo, ...ENDLESS]);
        process.kill(signal);
        const last = await waitFor(reader, /Stopped at [^\n]*\n/);
        assert.match(
          last,
          /Stopped at step \d+ of 1000000; wrote what there is to .*photo-layers; the same .* goes on\n$/,
        );
        await reader.cancel();
        await process.stdout.cancel();
        assert.equal((await process.status).code, expected);
        assert.deepEqual(await namesIn(`${folder}/photo-layers`), STOPPED_FILES);
        const report = JSON.parse(await Deno.readTextFile(`${folder}/photo-layers/report.json`));
        assert.equal(report.stopped, true);
        assert.equal(report.losses.steps.length > 0, true);
      }),
  });
}

Deno.test({
  name: "unblend split, interrupted when the answer is complete, writes it and exits 0",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPhoto(async (folder, photo) => {
      // A large photo takes seconds to write: time for the signal.
      await sharp(photo).resize(2000, 1500).toFile(`${folder}/large.jpg`);
      const args = ["split", `${folder}/large.jpg`, "--method", "unet"];
      const process = unblend(args).spawn();
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      await waitFor(reader, /Writing to /);
      process.kill("SIGINT");
      let heard = await waitFor(reader, /Stopping \(/);
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        heard += read.value;
      }
      assert.doesNotMatch(heard, /Stopped/);
      await process.stdout.cancel();
      assert.equal((await process.status).code, 0);
      assert.deepEqual(await namesIn(`${folder}/large-layers`), STEPLESS_FILES);
    }),
});

Deno.test({
  name: "unblend split, interrupted before its first step, writes nothing and exits 130",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPhoto(async (folder, photo) => {
      // The published networks take longer to prepare: time for the signal, on a busy machine too.
      const args = ["split", photo, "--recipe", "published", ...ENDLESS];
      const process = unblend(args).spawn();
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      await waitFor(reader, /1000000 steps of/);
      process.kill("SIGINT");
      await waitFor(reader, /Stopped before the first step; wrote nothing\n$/);
      await reader.cancel();
      await process.stdout.cancel();
      assert.equal((await process.status).code, 130);
      assert.deepEqual(await namesIn(folder), ["photo.jpg"]);
    }),
});

Deno.test({
  name: "unblend split, interrupted twice, exits at once with 130 and no file half written",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPhoto(async (folder, photo) => {
      // A large photo takes seconds to write: time for the second signal.
      await sharp(photo).resize(3000, 2250).toFile(`${folder}/large.jpg`);
      const { process, reader } = await begin(["split", `${folder}/large.jpg`, ...ENDLESS]);
      process.kill("SIGINT");
      await waitFor(reader, /Stopping \(/);
      process.kill("SIGINT");
      await reader.cancel();
      await process.stdout.cancel();
      assert.equal((await process.status).code, 130);
      // The lock of a run that is no more, which the next one takes over; what that can go on from.
      const kept = [LOCK, CHECKPOINT, `.${CHECKPOINT}.part`];
      const names = await namesIn(`${folder}/large-layers`);
      assert.deepEqual(names.filter((name) => !kept.includes(name)), []);
    }),
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
