import assert from "node:assert/strict";
import sharp from "sharp";
import { LOCK } from "../../src/cli/folder_lock.ts";
import { CHECKPOINT } from "../../src/cli/output_folder.ts";
import { assertOneLine, namesIn, run, withPhoto } from "../cli/run_command.ts";
import { ALL_FILES, SHORT } from "../cli/split_runs.ts";
import { startFit } from "./running.ts";

// What can happen to files while a run goes on.

const ignore = Deno.build.os === "windows";

Deno.test({
  name:
    "unblend split into the folder of a run that goes on is refused, of one that was killed not",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      const first = startFit(photo);
      await first.heard(/step +1 of/);
      const second = await run(["split", photo, "--force", ...SHORT]);
      assert.equal(second.code, 1);
      const { pid } = first.process;
      assertOneLine(second, new RegExp(`Another run \\(process ${pid}\\) is writing to .*: wait`));
      first.process.kill("SIGKILL");
      await first.end();
      assert.deepEqual(await namesIn(`${folder}/photo-layers`), [LOCK]);
      assert.equal((await run(["split", photo, ...SHORT])).code, 0);
      assert.deepEqual(await namesIn(`${folder}/photo-layers`), ALL_FILES);
    }),
});

Deno.test({
  name: "unblend split whose folder becomes read-only says so in a line, and keeps the checkpoint",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      const fit = startFit(photo, "--checkpoint", "0.1");
      const out = `${folder}/photo-layers`;
      await fit.heard(/steps of/);
      while (!(await namesIn(out)).includes(CHECKPOINT)) await pause();
      await Deno.chmod(out, 0o555);
      fit.process.kill("SIGINT");
      const { code, stderr } = await fit.end();
      await Deno.chmod(out, 0o755);
      assert.equal(code, 1);
      assert.match(
        stderr,
        /\nunblend: Cannot write to .*photo-layers: permission is denied; [^\n]+\n$/,
      );
      const left = (await namesIn(out)).filter((name) => !name.endsWith(".part"));
      assert.deepEqual(left, [LOCK, CHECKPOINT]);
      const resumed = startFit(photo, "--resume");
      await resumed.heard(/step +\d+ of/);
      resumed.process.kill("SIGINT");
      assert.equal((await resumed.end()).code, 130);
    }),
});

Deno.test({
  name: "unblend split whose folder goes away makes it again, and says so",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      const fit = startFit(photo);
      await fit.heard(/step +1 of/);
      await Deno.remove(`${folder}/photo-layers`, { recursive: true });
      fit.process.kill("SIGINT");
      const { code, stderr } = await fit.end();
      assert.equal(code, 130);
      assert.match(stderr, /photo-layers was gone: made it again\n/);
      assert.deepEqual(await namesIn(`${folder}/photo-layers`), ALL_FILES);
    }),
});

Deno.test({
  name: "unblend split whose folder goes away with all around it says so in a line",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      await Deno.mkdir(`${folder}/disk`);
      const fit = startFit(photo, "--out", `${folder}/disk/out`);
      await fit.heard(/step +1 of/);
      await Deno.remove(`${folder}/disk`, { recursive: true });
      fit.process.kill("SIGINT");
      const { code, stderr } = await fit.end();
      assert.equal(code, 1);
      assert.match(stderr, /\nunblend: Cannot make .*disk\/out: there is no folder .*disk\n$/);
      assert.deepEqual(await namesIn(folder), ["photo.jpg"]);
    }),
});

Deno.test({
  name: "unblend split whose photo is replaced works with what it read at first",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      const before = await sharp(photo).raw().toBuffer();
      const fit = startFit(photo);
      await fit.heard(/1000000 steps of/);
      await sharp(before, { raw: { width: 48, height: 36, channels: 3 } }).negate()
        .toFile(photo);
      await fit.heard(/step +1 of/);
      fit.process.kill("SIGINT");
      assert.equal((await fit.end()).code, 130);
      const after = await sharp(`${folder}/photo-layers/reconstruction.png`).removeAlpha().raw()
        .toBuffer();
      assert.ok(after.every((v, i) => Math.abs(v - (before[i] as number)) <= 1));
    }),
});

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}
