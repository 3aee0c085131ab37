import assert from "node:assert/strict";
import { relative } from "node:path";
import { UserError } from "../../src/errors.ts";
import { listPictures } from "../../src/image/list_pictures.ts";
import { withFolder } from "../cli/run_command.ts";

/** Makes empty files, and the folders they are in. */
async function make(folder: string, names: readonly string[]) {
  for (const name of names) {
    await Deno.mkdir(`${folder}/${name}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${folder}/${name}`, "");
  }
}

/** What is listed, without the folder. */
async function listed(folder: string) {
  const { pictures, others } = await listPictures(folder);
  const short = (files: readonly string[]) => files.map((file) => relative(folder, file));
  return { pictures: short(pictures), others: short(others) };
}

Deno.test("listPictures() tells pictures from other files by their extensions, in any case", async () => {
  await withFolder(async (folder) => {
    const pictures = ["a.jpg", "b.JPG", "c.jpeg", "d.Png", "e.webp", "f.tif", "g.tiff", "h.avif"];
    const others = ["i.txt", "jpg", "k.jpg.bak", "l"];
    await make(folder, [...others, ...pictures]);
    assert.deepEqual(await listed(folder), { pictures, others });
  });
});

Deno.test("listPictures() looks into folders, and sorts by path", async () => {
  await withFolder(async (folder) => {
    await make(folder, ["z.jpg", "b/c/d.jpg", "b/a.jpg", "album.jpg/a.jpg", "ü-1 x.jpg"]);
    const pictures = ["album.jpg/a.jpg", "b/a.jpg", "b/c/d.jpg", "z.jpg", "ü-1 x.jpg"];
    assert.deepEqual(await listed(folder), { pictures, others: [] });
  });
});

Deno.test("listPictures() leaves out hidden files and hidden folders, but not a hidden start", async () => {
  await withFolder(async (folder) => {
    const start = `${folder}/.photos`;
    await make(start, [".a.jpg", ".thumbnails/large/b.jpg", "c/.d/e.jpg", "f/g.jpg", ".DS_Store"]);
    assert.deepEqual(await listed(start), { pictures: ["f/g.jpg"], others: [] });
  });
});

Deno.test({
  name: "listPictures() takes a link for a file",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withFolder(async (folder) => {
      await make(folder, ["elsewhere/a.jpg", "photos/b.jpg"]);
      await Deno.symlink(`${folder}/elsewhere/a.jpg`, `${folder}/photos/a.jpg`);
      await Deno.symlink(`${folder}/photos`, `${folder}/photos/loop`);
      const expected = { pictures: ["a.jpg", "b.jpg"], others: ["loop"] };
      assert.deepEqual(await listed(`${folder}/photos`), expected);
    }),
});

Deno.test("listPictures() refuses what is no folder", async () => {
  await withFolder(async (folder) => {
    await make(folder, ["a.jpg"]);
    assert.deepEqual(await listed(folder), { pictures: ["a.jpg"], others: [] });
    for (const [name, reason] of [["gone", "there is no such folder"], ["a.jpg", "ENOTDIR"]]) {
      await assert.rejects(listPictures(`${folder}/${name}`), (error) => {
        assert.ok(error instanceof UserError);
        assert.ok(error.message.startsWith(`Cannot read ${folder}/${name}: ${reason}`));
        return true;
      });
    }
  });
});
