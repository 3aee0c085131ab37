import assert from "node:assert/strict";
import { folderFor, OutputFolder } from "../../src/cli/output_folder.ts";
import { UserError } from "../../src/errors.ts";
import { namesIn, withFolder } from "./run_command.ts";

const BYTES = new TextEncoder().encode("new");
const FILES = new Map([["a.png", BYTES], ["b.json", BYTES]]);
const FORCE = { force: true };
const NO_FORCE = { force: false };

Deno.test("folderFor() names the folder after the photo, beside it", () => {
  assert.equal(folderFor("photo.jpg"), "photo-layers");
  assert.equal(folderFor("../trip/day 1.edited.png"), "../trip/day 1.edited-layers");
  assert.equal(folderFor("/photos/scan"), "/photos/scan-layers");
});

Deno.test("OutputFolder.check() leaves no trace", async () => {
  await withFolder(async (parent) => {
    await new OutputFolder(`${parent}/out`, NO_FORCE).check();
    assert.deepEqual(await namesIn(parent), []);
    await new OutputFolder(parent, NO_FORCE).check();
    assert.deepEqual(await namesIn(parent), []);
  });
});

Deno.test("OutputFolder.write() makes the folder, and leaves nothing but the files", async () => {
  await withFolder(async (parent) => {
    await new OutputFolder(`${parent}/out/`, NO_FORCE).write(FILES);
    assert.deepEqual(await namesIn(`${parent}/out`), ["a.png", "b.json"]);
  });
});

Deno.test("OutputFolder.write() goes on writing to the folder that it made", async () => {
  await withFolder(async (parent) => {
    const folder = new OutputFolder(`${parent}/out`, NO_FORCE);
    await folder.write(new Map([["a.png", BYTES]]));
    await folder.write(FILES);
    assert.deepEqual(await namesIn(folder.path), ["a.png", "b.json"]);
  });
});

Deno.test("OutputFolder does not write to a folder that holds something", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/a.png`, "old");
    const folder = new OutputFolder(parent, NO_FORCE);
    for (const attempt of [() => folder.check(), () => folder.write(FILES)]) {
      await assert.rejects(attempt, (error) => {
        return error instanceof UserError && error.exitCode === 1 && /--force/.test(error.message);
      });
    }
    assert.deepEqual(await namesIn(parent), ["a.png"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "old");
  });
});

Deno.test("OutputFolder with force replaces its own files and no others", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/a.png`, "old");
    await Deno.writeTextFile(`${parent}/notes.txt`, "mine");
    const folder = new OutputFolder(parent, FORCE);
    await folder.check();
    await folder.write(FILES);
    assert.deepEqual(await namesIn(parent), ["a.png", "b.json", "notes.txt"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "new");
    assert.equal(await Deno.readTextFile(`${parent}/notes.txt`), "mine");
  });
});

Deno.test("OutputFolder.write() removes what an earlier run left that this one does not write", async () => {
  await withFolder(async (parent) => {
    for (const name of ["a.png", "c.svg", "notes.txt"]) {
      await Deno.writeTextFile(`${parent}/${name}`, "old");
    }
    await new OutputFolder(parent, FORCE).write(FILES, ["a.png", "b.json", "c.svg", "d.svg"]);
    assert.deepEqual(await namesIn(parent), ["a.png", "b.json", "notes.txt"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "new");
  });
});

Deno.test("OutputFolder.write() that cannot write leaves all of an earlier run", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/a.png`, "old");
    await Deno.writeTextFile(`${parent}/c.svg`, "old");
    const files = new Map([["a.png", BYTES], ["x".repeat(300), BYTES]]);
    await assert.rejects(
      () => new OutputFolder(parent, FORCE).write(files, ["a.png", "c.svg"]),
      UserError,
    );
    assert.deepEqual(await namesIn(parent), ["a.png", "c.svg"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "old");
  });
});

Deno.test("OutputFolder.check() refuses a file, and what is below a file or nowhere", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/file`, "");
    for (const path of ["file", "file/out", "nowhere/out"]) {
      const folder = new OutputFolder(`${parent}/${path}`, FORCE);
      await assert.rejects(() => folder.check(), UserError, path);
    }
    assert.deepEqual(await namesIn(parent), ["file"]);
  });
});

Deno.test("OutputFolder.write() takes back what it began when it cannot go on", async () => {
  await withFolder(async (parent) => {
    // No file can have this name: the second file fails when the first is already there.
    const files = new Map([["a.png", BYTES], ["x".repeat(300), BYTES]]);
    await assert.rejects(() => new OutputFolder(`${parent}/out`, NO_FORCE).write(files), UserError);
    assert.deepEqual(await namesIn(parent), []);
    await Deno.mkdir(`${parent}/mine`);
    await assert.rejects(() => new OutputFolder(`${parent}/mine`, NO_FORCE).write(files));
    assert.deepEqual(await namesIn(parent), ["mine"]);
    assert.deepEqual(await namesIn(`${parent}/mine`), []);
  });
});

Deno.test("OutputFolder.protect() saves a photo from being replaced by its own result", () => {
  const folder = new OutputFolder("album/", FORCE);
  assert.throws(() => folder.protect("./album/mask.png", ["mask.png"]), UserError);
  folder.protect("album/photo.png", ["mask.png"]);
  folder.protect("other/mask.png", ["mask.png"]);
});
