import assert from "node:assert/strict";
import { loadPhotos } from "../../../src/learn/training/photo_store.ts";
import { image, withDirectory } from "../../image/files.ts";

Deno.test("loadPhotos() reads the photos of all folders, each by the names of its files", async () => {
  await withDirectory(async (path) => {
    const grey = (value: number) => image(20, 20, 3, () => value);
    await Deno.mkdir(path("one/deeper"), { recursive: true });
    await Deno.mkdir(path("other"));
    await grey(20).toFile(path("one/b.png"));
    await grey(30).toFile(path("one/deeper/c.png"));
    await grey(10).toFile(path("one/a.png"));
    await grey(40).toFile(path("other/a.png"));
    const photos = await loadPhotos([path("one"), path("other")], 20);
    assert.deepEqual(photos.map(({ data }) => data[0]), [10, 20, 30, 40]);
    // Workers are to share it.
    assert.ok(photos.every(({ data }) => data.buffer instanceof SharedArrayBuffer));
  });
});

Deno.test("loadPhotos() makes large photos smaller, to their shorter side, and small ones no larger", async () => {
  await withDirectory(async (path) => {
    const sizes = [[80, 60], [60, 120], [40, 40], [25, 30]] as const;
    for (const [i, [width, height]] of sizes.entries()) {
      await image(width, height, 3, () => 99).toFile(path(`${i}.png`));
    }
    const photos = await loadPhotos([path("")], 40);
    assert.deepEqual(photos.map(({ width, height }) => [width, height]), [
      [53, 40],
      [40, 80],
      [40, 40],
      [25, 30],
    ]);
    for (const { data, width, height } of photos) {
      assert.equal(data.length, 3 * width * height);
      assert.ok(data.every((v) => v === 99));
    }
  });
});

Deno.test("loadPhotos() yields colours, upright: from grey, with alpha, turned by their camera", async () => {
  await withDirectory(async (path) => {
    await image(20, 24, 1, () => 50).toFile(path("a-grey.png"));
    await image(20, 24, 4, (i) => [200, 100, 50, 255][i % 4] as number).toFile(path("b-alpha.png"));
    await image(20, 24, 3, () => 7).withMetadata({ orientation: 6 }).toFile(path("c-turned.jpg"));
    const photos = await loadPhotos([path("")], 20);
    const [grey, alpha, turned] = photos;
    assert.deepEqual([...grey?.data.subarray(0, 3) ?? []], [50, 50, 50]);
    assert.deepEqual([...alpha?.data.subarray(0, 6) ?? []], [200, 100, 50, 200, 100, 50]);
    assert.deepEqual([turned?.width, turned?.height], [24, 20]);
  });
});

Deno.test("loadPhotos() leaves out what is no photo, or smaller than half of what is asked for", async () => {
  await withDirectory(async (path) => {
    await image(40, 40, 3, () => 1).toFile(path("good.png"));
    await image(20, 90, 3, () => 2).toFile(path("just.png"));
    await image(19, 90, 3, () => 3).toFile(path("narrow.png"));
    const bytes = await Deno.readFile(path("good.png"));
    await Deno.writeFile(path("cut.png"), bytes.subarray(0, 40));
    await Deno.writeTextFile(path("notes.jpg"), "not a photo");
    await Deno.writeTextFile(path("notes.txt"), "not a photo either");
    const photos = await loadPhotos([path("")], 40);
    assert.deepEqual(photos.map(({ data }) => data[0]), [1, 2]);
  });
});

Deno.test("loadPhotos() refuses a folder that is not there", async () => {
  await assert.rejects(loadPhotos(["/nowhere/at/all"], 40), /Cannot read \/nowhere\/at\/all/);
});
