import assert from "node:assert/strict";
import { UserError } from "../src/errors.ts";
import { writeWhole } from "../src/write_whole.ts";
import { namesIn, withFolder } from "./cli/run_command.ts";

Deno.test("writeWhole() writes a file, or another in its place, and nothing beside it", async () => {
  await withFolder(async (folder) => {
    for (const content of ["first", "second, and longer", ""]) {
      await writeWhole(`${folder}/report.json`, new TextEncoder().encode(content));
      assert.equal(await Deno.readTextFile(`${folder}/report.json`), content);
      assert.deepEqual(await namesIn(folder), ["report.json"]);
    }
  });
});

Deno.test("writeWhole() never shows a file half written", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/weights`;
    const content = (value: number) => new Uint8Array(2_000_000 + 100_000 * value).fill(value);
    await writeWhole(path, content(0));
    let writing = true;
    const writer = (async () => {
      for (let value = 1; value <= 10; value++) await writeWhole(path, content(value));
    })().finally(() => writing = false);
    while (writing) {
      const seen = await Deno.readFile(path);
      const value = seen[0] as number;
      assert.equal(seen.length, 2_000_000 + 100_000 * value);
      assert.equal(seen.at(-1), value);
    }
    await writer;
  });
});

Deno.test("writeWhole() that fails leaves what was there, and no other file", async () => {
  await withFolder(async (folder) => {
    await Deno.mkdir(`${folder}/taken/inner`, { recursive: true });
    for (const name of ["taken", "missing/report.json"]) {
      await assert.rejects(writeWhole(`${folder}/${name}`, new Uint8Array(3)), (error) => {
        assert.ok(error instanceof UserError);
        assert.equal(error.exitCode, 1);
        assert.ok(error.message.startsWith(`Cannot write to ${folder}/${name}: `), error.message);
        return true;
      });
    }
    assert.deepEqual(await namesIn(folder), ["taken"]);
    assert.deepEqual(await namesIn(`${folder}/taken`), ["inner"]);
  });
});
