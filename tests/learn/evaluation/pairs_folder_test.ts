import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { listPairs, readPair } from "../../../src/learn/evaluation/pairs_folder.ts";
import { image, withDirectory } from "../../image/files.ts";
import { waves, writePairs, writePhotos } from "../pairs_files.ts";

const [A, B, C] = [waves(0.2, 3, 16), waves(0.5, 5, 16), waves(0.8, 7, 16)];
const namesOf = async (folder: string) => (await listPairs(folder)).map(({ name }) => name);

/** Checks that a folder is refused in one line. */
async function assertRefused(found: Promise<unknown>, expected: RegExp) {
  await assert.rejects(found, (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.match(error.message, expected);
    assert.ok(!error.message.includes("\n"));
    return true;
  });
}

Deno.test("listPairs() lists pairs by name, and readPair() reads them", async () => {
  await withDirectory(async (path) => {
    await writePairs(path(""), { a: A, b: B, c: C }, [["b", "a"], ["a", "c"], ["a", "b"]]);
    await Deno.writeTextFile(path("double_exposure/README.txt"), "Mixtures.");
    assert.deepEqual(await namesOf(path("")), ["a-b", "a-c", "b-a"]);
    const [, pair] = await listPairs(path(""));
    assert.ok(pair);
    const { name, mixture, layers } = await readPair(pair);
    assert.equal(name, "a-c");
    const far = (x: Picture, value: (i: number) => number) =>
      Math.max(...x.data.map((v, i) => Math.abs(v - value(i))));
    const [at, ct] = [A, C].map(({ data }) => (i: number) => data[i] as number) as [
      (i: number) => number,
      (i: number) => number,
    ];
    // Pictures are written in 8 bits.
    assert.ok(far(layers[0], at) < 0.002 && far(layers[1], ct) < 0.002);
    assert.ok(far(mixture, (i) => (at(i) + ct(i)) / 2) < 0.002);
  });
});

Deno.test("listPairs() finds the layers of names with hyphens, whatever kind of picture they are", async () => {
  await withDirectory(async (path) => {
    await writePairs(path(""), { "a-b": A, "c": B, "a": C }, [["a-b", "c"], ["c", "a-b"], [
      "c",
      "a",
    ]]);
    await Deno.remove(path("single_exposure/a.png"));
    await image(16, 16, 3, () => 9).toFile(path("single_exposure/a.webp"));
    const layers = (await listPairs(path(""))).map(({ name, layers }) =>
      [name, ...layers.map((file) => file.slice(path("single_exposure/").length))].join(" ")
    );
    assert.deepEqual(layers, ["a-b-c a-b.png c.png", "c-a-b c.png a-b.png", "c-a c.png a.webp"]);
  });
});

Deno.test("listPairs() of a data set takes test, or else val", async () => {
  await withDirectory(async (path) => {
    await writePairs(path("train"), { a: A, b: B }, [["a", "b"]]);
    await assertRefused(listPairs(path("")), /^There are no pairs in .*double_exposure/);
    await writePairs(path("val"), { b: B, c: C }, [["b", "c"]]);
    assert.deepEqual(await namesOf(path("")), ["b-c"]);
    await writePairs(path("test"), { a: A, c: C }, [["a", "c"]]);
    assert.deepEqual(await namesOf(path("")), ["a-c"]);
    assert.deepEqual(await namesOf(path("train")), ["a-b"]);
  });
});

Deno.test("listPairs() refuses a mixture without its layers, and what is no folder", async () => {
  await withDirectory(async (path) => {
    await writePairs(path("pairs"), { a: A, b: B }, [["a", "b"]]);
    await Deno.remove(path("pairs/single_exposure/b.png"));
    await assertRefused(listPairs(path("pairs")), /^The layers of .*blend_a-b\.png are not in/);
    await assertRefused(listPairs(path("gone")), /^There are no pairs in .*gone/);
    await assertRefused(listPairs(path("pairs/single_exposure/a.png")), /^Cannot read .*a\.png/);
  });
});

Deno.test("readPair() mixes layers anew if it is to, and does not read the mixture", async () => {
  await withDirectory(async (path) => {
    await writePairs(path(""), { a: A, b: B }, [["a", "b"]]);
    const [pair] = await listPairs(path(""));
    assert.ok(pair);
    await Deno.writeTextFile(pair.mixture, "damaged");
    const { mixture, layers: [a, b] } = await readPair(pair, { mix: true });
    mixture.data.forEach((v, i) =>
      assert.ok(Math.abs(v - ((a.data[i] as number) + (b.data[i] as number)) / 2) < 1e-6)
    );
    await assertRefused(readPair(pair), /blend_a-b\.png/);
  });
});

Deno.test("readPair() refuses pictures of different sizes, and names them", async () => {
  await withDirectory(async (path) => {
    await writePairs(path(""), { a: A, b: B }, [["a", "b"]]);
    const [pair] = await listPairs(path(""));
    assert.ok(pair);
    await writePhotos(path("double_exposure"), { "blend_a-b": waves(0.5, 3, 20) });
    await assertRefused(readPair(pair), /blend_a-b\.png has 20x20 pixels and .*a\.png 16x16/);
    await writePhotos(path("single_exposure"), { b: waves(0.5, 3, 24) });
    await assertRefused(readPair(pair), /a\.png has 16x16 pixels and .*b\.png 24x24/);
  });
});
