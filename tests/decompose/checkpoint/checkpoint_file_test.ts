import assert from "node:assert/strict";
import { CheckpointFile } from "../../../src/decompose/checkpoint/checkpoint_file.ts";
import type { FitCheckpoint } from "../../../src/decompose/checkpoint/fit_checkpoint.ts";
import type { FitOrigin } from "../../../src/decompose/checkpoint/fit_origin.ts";
import { namesIn, withFolder } from "../../cli/run_command.ts";

const ORIGIN: FitOrigin = {
  version: "1",
  settings: { recipe: "published", size: 64, seed: 1 },
  photo: "a",
  hint: null,
  weights: "b",
};
const place = { step: 1, averaged: 1, state: { "block 0": Float32Array.of(1) } };
const CHECKPOINT: Omit<FitCheckpoint, "origin"> = {
  engine: { name: "cpu", device: "a processor" },
  leg: { now: place, kept: place, setbacks: 0 },
  losses: { steps: [1], terms: { total: [1] } },
  notices: [],
  timings: { startSeconds: 0, fitSeconds: 1, stepMilliseconds: 1 },
};

function fileAt(path: string, origin = ORIGIN, { seconds = 30, resume = true } = {}) {
  const notices: string[] = [];
  const settings = { path, seconds, resume };
  const file = new CheckpointFile(settings, origin, (notice) => void notices.push(notice));
  return { file, notices };
}

Deno.test("CheckpointFile.read() has what write() kept, if it is to go on", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/kept`;
    await fileAt(path).file.write(CHECKPOINT);
    assert.deepEqual(await fileAt(path).file.read(), { ...CHECKPOINT, origin: ORIGIN });
    assert.equal(await fileAt(path, ORIGIN, { resume: false }).file.read(), undefined);
    assert.deepEqual(await namesIn(folder), ["kept"]);
  });
});

Deno.test("CheckpointFile.read() refuses another fit's checkpoint, and says whose it is", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/kept`;
    await fileAt(path).file.write(CHECKPOINT);
    for (
      const [reason, origin] of [
        ["it is by unblend 1; use that", { version: "2", photo: "c" }],
        [
          "it was made with --size 64 --seed 1; write that",
          { settings: { recipe: "published", size: 32, seed: 0 }, photo: "c" },
        ],
        ["it is of another photo; name that", { photo: "c", hint: "d" }],
        ["it was made without a hint; do the same", { hint: "d" }],
        ["it was made with other weights; name those", { weights: null }],
      ] as const
    ) {
      await assert.rejects(fileAt(path, { ...ORIGIN, ...origin }).file.read(), {
        name: "UserError",
        message: `Cannot go on from ${path}: ${reason}, or leave out --resume to begin anew`,
      });
    }
    await fileAt(path, { ...ORIGIN, hint: "d" }).file.write(CHECKPOINT);
    for (const [hint, kind] of [[null, "a"], ["e", "another"]] as const) {
      await assert.rejects(
        fileAt(path, { ...ORIGIN, hint }).file.read(),
        new RegExp(`made with ${kind} hint; do the same`),
      );
    }
  });
});

Deno.test("CheckpointFile.read() refuses what is not there, or damaged", async () => {
  await withFolder(async (folder) => {
    const { file } = fileAt(`${folder}/kept`);
    const start = `^UserError: Cannot go on from ${folder}/kept: `;
    await assert.rejects(file.read(), new RegExp(`${start}there is no such file; [^\\n]*$`));
    await Deno.writeTextFile(`${folder}/kept`, "");
    await assert.rejects(file.read(), new RegExp(`${start}it is damaged, or no [^\\n]*$`));
  });
});

Deno.test("CheckpointFile.isDue so many seconds after the last time", async () => {
  await withFolder(async (folder) => {
    const { file } = fileAt(`${folder}/kept`, ORIGIN, { seconds: 0.3 });
    const pause = () => new Promise((resolve) => setTimeout(resolve, 301));
    for (let time = 0; time < 2; time++) {
      const begun = performance.now();
      // Right away it is not, unless this machine stood still just now.
      assert.ok(!file.isDue || performance.now() - begun > 200);
      await pause();
      assert.ok(file.isDue);
      await file.write(CHECKPOINT);
    }
    assert.ok(fileAt(folder, ORIGIN, { seconds: 0 }).file.isDue);
  });
});

Deno.test("CheckpointFile.write() that cannot write says so once, and keeps what was kept before", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/there/kept`;
    const { file, notices } = fileAt(path);
    for (let time = 0; time < 3; time++) await file.write(CHECKPOINT);
    const said = [`Cannot write to ${path}: there is no such folder; make it, or choose another`];
    assert.deepEqual(notices, said.map((line) => `${line}; the fit goes on`));
    await Deno.mkdir(`${folder}/there`);
    await file.write(CHECKPOINT);
    // In the way of the file that is written first.
    await Deno.mkdir(`${folder}/there/.kept.part`);
    await file.write({ ...CHECKPOINT, notices: ["later"] });
    assert.equal(notices.length, 2);
    assert.deepEqual((await fileAt(path).file.read())?.notices, []);
  });
});
