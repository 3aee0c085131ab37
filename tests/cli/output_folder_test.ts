import assert from "node:assert/strict";
import { LOCK } from "../../src/cli/folder_lock.ts";
import { folderFor, OutputFolder } from "../../src/cli/output_folder.ts";
import { UserError } from "../../src/errors.ts";
import { namesIn, withFolder } from "./run_command.ts";

const BYTES = new TextEncoder().encode("new");
const FILES = new Map([["a.png", BYTES], ["b.json", BYTES]]);
/** No file can have this name: the second file fails when the first is already there. */
const IMPOSSIBLE = new Map([["a.png", BYTES], ["x".repeat(300), BYTES]]);
const FORCE = { force: true };
const NO_FORCE = { force: false };

/** Opens a folder, writes to it, and gives it back. */
async function write(path: string, files = FILES, all: readonly string[] = [], force = false) {
  await using folder = new OutputFolder(path, { force });
  await folder.open();
  await folder.write(files, all);
}

Deno.test("folderFor() names the folder after the photo, beside it", () => {
  assert.equal(folderFor("photo.jpg"), "photo-layers");
  assert.equal(folderFor("../trip/day 1.edited.png"), "../trip/day 1.edited-layers");
  assert.equal(folderFor("/photos/scan"), "/photos/scan-layers");
});

Deno.test("OutputFolder that nothing is written to leaves no trace", async () => {
  await withFolder(async (parent) => {
    for (const path of [`${parent}/out`, parent]) {
      await using folder = new OutputFolder(path, NO_FORCE);
      await folder.open();
      assert.deepEqual(await namesIn(path), [LOCK]);
    }
    assert.deepEqual(await namesIn(parent), []);
  });
});

Deno.test("OutputFolder.write() makes the folder, and leaves nothing but the files", async () => {
  await withFolder(async (parent) => {
    await write(`${parent}/out/`);
    assert.deepEqual(await namesIn(`${parent}/out`), ["a.png", "b.json"]);
  });
});

Deno.test("OutputFolder.write() goes on writing to the folder that it made", async () => {
  await withFolder(async (parent) => {
    await using folder = new OutputFolder(`${parent}/out`, NO_FORCE);
    await folder.open();
    await folder.write(new Map([["a.png", BYTES]]));
    await folder.write(FILES);
    assert.deepEqual(await namesIn(folder.path), [LOCK, "a.png", "b.json"]);
  });
});

Deno.test("OutputFolder does not write to a folder that holds something", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/a.png`, "old");
    const folder = new OutputFolder(parent, NO_FORCE);
    for (const attempt of [() => folder.open(), () => folder.write(FILES)]) {
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
    await write(parent, FILES, [], true);
    assert.deepEqual(await namesIn(parent), ["a.png", "b.json", "notes.txt"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "new");
    assert.equal(await Deno.readTextFile(`${parent}/notes.txt`), "mine");
  });
});

Deno.test("OutputFolder.write() removes what an earlier run left that this one does not write", async () => {
  await withFolder(async (parent) => {
    for (const name of ["a.png", "c.svg", ".d.svg.part", "notes.txt"]) {
      await Deno.writeTextFile(`${parent}/${name}`, "old");
    }
    await write(parent, FILES, ["a.png", "b.json", "c.svg", "d.svg"], true);
    assert.deepEqual(await namesIn(parent), ["a.png", "b.json", "notes.txt"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "new");
  });
});

Deno.test("OutputFolder writes where a killed run left nothing complete", async () => {
  await withFolder(async (parent) => {
    for (const name of [LOCK, ".a.png.part"]) await Deno.writeTextFile(`${parent}/${name}`, "123");
    await write(parent);
    assert.deepEqual(await namesIn(parent), ["a.png", "b.json"]);
  });
});

Deno.test("OutputFolder.write() that cannot write leaves all of an earlier run", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/a.png`, "old");
    await Deno.writeTextFile(`${parent}/c.svg`, "old");
    await assert.rejects(() => write(parent, IMPOSSIBLE, ["a.png", "c.svg"], true), UserError);
    assert.deepEqual(await namesIn(parent), ["a.png", "c.svg"]);
    assert.equal(await Deno.readTextFile(`${parent}/a.png`), "old");
  });
});

Deno.test("OutputFolder.open() refuses a file, and what is below a file or nowhere", async () => {
  await withFolder(async (parent) => {
    await Deno.writeTextFile(`${parent}/file`, "");
    for (const path of ["file", "file/out", "nowhere/out"]) {
      const folder = new OutputFolder(`${parent}/${path}`, FORCE);
      await assert.rejects(() => folder.open(), UserError, path);
    }
    assert.deepEqual(await namesIn(parent), ["file"]);
  });
});

Deno.test("OutputFolder.write() takes back what it began when it cannot go on", async () => {
  await withFolder(async (parent) => {
    await assert.rejects(() => write(`${parent}/out`, IMPOSSIBLE), UserError);
    assert.deepEqual(await namesIn(parent), []);
    await Deno.mkdir(`${parent}/mine`);
    await assert.rejects(() => write(`${parent}/mine`, IMPOSSIBLE), UserError);
    assert.deepEqual(await namesIn(parent), ["mine"]);
    assert.deepEqual(await namesIn(`${parent}/mine`), []);
  });
});

Deno.test("OutputFolder lets no other write to it, whatever force, until it is given back", async () => {
  await withFolder(async (parent) => {
    const folder = new OutputFolder(`${parent}/out`, NO_FORCE);
    await folder.open();
    for (const force of [true, false]) {
      await assert.rejects(() => write(`${parent}/out`, FILES, [], force), (error) => {
        assert.ok(error instanceof UserError);
        assert.match(
          error.message,
          new RegExp(`Another run \\(process ${Deno.pid}\\) is writing to`),
        );
        return true;
      });
    }
    await folder.write(FILES);
    await folder[Symbol.asyncDispose]();
    await write(`${parent}/out`, FILES, [], true);
    assert.deepEqual(await namesIn(`${parent}/out`), ["a.png", "b.json"]);
  });
});

Deno.test("OutputFolder.write() makes a folder anew that is gone, and says so", async () => {
  await withFolder(async (parent) => {
    const notices: string[] = [];
    const onNotice = (notice: string) => void notices.push(notice);
    await using folder = new OutputFolder(`${parent}/out`, { force: false, onNotice });
    await folder.open();
    await folder.write(new Map([["a.png", BYTES]]));
    await Deno.remove(`${parent}/out`, { recursive: true });
    await folder.write(FILES);
    assert.deepEqual(await namesIn(`${parent}/out`), [LOCK, "a.png", "b.json"]);
    assert.deepEqual(notices, [`${parent}/out was gone: made it again`]);
  });
});

Deno.test("OutputFolder.write() spares what another run has put where the folder was", async () => {
  await withFolder(async (parent) => {
    await using folder = new OutputFolder(`${parent}/out`, FORCE);
    await folder.open();
    await Deno.rename(`${parent}/out`, `${parent}/moved`);
    await using other = new OutputFolder(`${parent}/out`, FORCE);
    await other.open();
    await assert.rejects(() => folder.write(FILES), /Another run/);
    await other.write(FILES);
    assert.deepEqual(await namesIn(`${parent}/out`), [LOCK, "a.png", "b.json"]);
  });
});

Deno.test("OutputFolder.protect() saves a photo from being replaced by its own result", () => {
  const folder = new OutputFolder("album/", FORCE);
  assert.throws(() => folder.protect("./album/mask.png", ["mask.png"]), UserError);
  folder.protect("album/photo.png", ["mask.png"]);
  folder.protect("other/mask.png", ["mask.png"]);
});
