import assert from "node:assert/strict";
import sharp from "sharp";
import { createDataset } from "../../../src/learn/dataset/create_dataset.ts";
import { pathsIn, withPhotos } from "./photos.ts";

const ALL = { size: 16, split: [100, 0, 0] };

Deno.test("createDataset() leaves out what is no photo, too small or damaged, and says why", async () => {
  await withPhotos(4, async (input, output) => {
    await Deno.writeTextFile(`${input}/notes.txt`, "of the photos\n");
    await Deno.writeTextFile(`${input}/text.jpg`, "not a picture\n");
    await Deno.writeTextFile(`${input}/empty.png`, "");
    await Deno.writeTextFile(`${input}/.hidden.jpg`, "hidden");
    await sharp(`${input}/p0.png`).resize(15, 200, { fit: "fill" }).toFile(`${input}/narrow.png`);
    const whole = await sharp(`${input}/p0.png`).jpeg({ quality: 100 }).toBuffer();
    await Deno.writeFile(`${input}/cut.jpg`, whole.subarray(0, whole.length * 0.8));
    const { photos, skipped } = await createDataset({ input, output, ...ALL });
    assert.deepEqual(Object.keys(photos).toSorted(), ["p0", "p1", "p2", "p3"]);
    assert.deepEqual(skipped, [
      { file: "notes.txt", reason: "no picture by its name" },
      { file: "empty.png", reason: "it is not a picture" },
      { file: "narrow.png", reason: "its 15x200 pixels are less than 16x16" },
      { file: "text.jpg", reason: "it is not a picture" },
      { file: "cut.jpg", reason: "it is damaged" },
    ]);
    assert.ok((await pathsIn(output)).every((name) => !name.includes("cut")));
  });
});

Deno.test("createDataset() takes photos of the same name from several folders, whatever they are called", async () => {
  await withPhotos(4, async (input, output) => {
    const [long, photo] = ["x".repeat(250), await Deno.readFile(`${input}/p3.png`)];
    const names = ["a/b/p0.PNG", "p0.png", "blue-sky (1).png", "日本.png", "é.png", `${long}.png`];
    await Deno.mkdir(`${input}/a/b`, { recursive: true });
    for (const name of names) await Deno.writeFile(`${input}/${name}`, photo);
    const { photos, pairs } = await createDataset({ input, output, ...ALL, mixtures: 7 });
    const files = Object.values(photos).map(({ file }) => file);
    assert.deepEqual(files.toSorted(), [...names, "p1.png", "p2.png", "p3.png"].toSorted());
    for (const { file } of pairs) assert.match(file, /^blend_\w+_0-\w+_0\.jpg$/);
    assert.equal((await pathsIn(output)).length, 9 + pairs.length + 1);
  });
});

Deno.test("createDataset() may write into the folder of its photos", async () => {
  await withPhotos(4, async (input) => {
    const { photos } = await createDataset({ input, output: `${input}/pairs`, ...ALL });
    assert.deepEqual(Object.keys(photos).toSorted(), ["p0", "p1", "p2", "p3"]);
    assert.equal((await pathsIn(`${input}/pairs`)).length, 4 + 2 + 1);
  });
});
