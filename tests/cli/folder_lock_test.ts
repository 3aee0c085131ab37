import assert from "node:assert/strict";
import { FolderLock, LOCK } from "../../src/cli/folder_lock.ts";
import { UserError } from "../../src/errors.ts";
import { namesIn, withFolder } from "./run_command.ts";

const TAKE = `
  import { FolderLock } from ${
  JSON.stringify(new URL("../../src/cli/folder_lock.ts", import.meta.url).href)
};
  await FolderLock.take(Deno.args[0]);
  console.log("taken");
  setInterval(() => {}, 1000);
`;

/** Another process that has the lock of a folder. */
async function holder(folder: string) {
  const script = `${folder}.ts`;
  await Deno.writeTextFile(script, TAKE);
  const process = new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "-A", script, folder],
    stdout: "piped",
  }).spawn();
  const reader = process.stdout.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), "taken\n");
  await reader.cancel();
  return process;
}

Deno.test("FolderLock.take() refuses while another process has it, and takes over from a killed one", async () => {
  await withFolder(async (parent) => {
    const folder = `${parent}/out`;
    await Deno.mkdir(folder);
    const process = await holder(folder);
    await assert.rejects(FolderLock.take(folder), (error) => {
      assert.ok(error instanceof UserError);
      const { pid } = process;
      assert.ok(error.message.startsWith(`Another run (process ${pid}) is writing to ${folder}: `));
      return true;
    });
    process.kill("SIGKILL");
    await process.status;
    assert.deepEqual(await namesIn(folder), [LOCK]);
    const lock = await FolderLock.take(folder);
    assert.equal(await Deno.readTextFile(`${folder}/${LOCK}`), `${Deno.pid}\n`);
    await lock.release();
    assert.deepEqual(await namesIn(folder), []);
  });
});

Deno.test("FolderLock is had by one at a time, however many want it", async () => {
  await withFolder(async (folder) => {
    let [holders, had] = [0, 0];
    const want = async () => {
      for (let tries = 0; tries < 200; tries++) {
        const lock = await FolderLock.take(folder).catch((error) => {
          assert.ok(error instanceof UserError, `${error}`);
        });
        if (lock) {
          had++;
          assert.equal(++holders, 1);
          await new Promise((resolve) => setTimeout(resolve, tries % 3));
          holders--;
          await lock.release();
        }
        await new Promise((resolve) => setTimeout(resolve));
      }
    };
    await Promise.all(Array.from({ length: 8 }, want));
    assert.ok(had >= 8, `${had}`);
    assert.deepEqual(await namesIn(folder), []);
  });
});

Deno.test("FolderLock.isHeld() tells when the folder is gone, or another in its place", async () => {
  await withFolder(async (parent) => {
    const folder = `${parent}/out`;
    await Deno.mkdir(folder);
    const lock = await FolderLock.take(folder);
    assert.equal(await lock.isHeld(), true);
    await Deno.rename(folder, `${parent}/moved`);
    assert.equal(await lock.isHeld(), false);
    await Deno.mkdir(folder);
    const other = await FolderLock.take(folder);
    assert.equal(await lock.isHeld(), false);
    await lock.release();
    assert.equal(await other.isHeld(), true);
    await other.release();
  });
});
