import assert from "node:assert/strict";
import sharp from "sharp";
import { createDataset } from "../../../src/learn/dataset/create_dataset.ts";
import { filesIn, pathsIn, withPhotos } from "./photos.ts";

const PARTS = ["train", "val", "test"] as const;
const SMALL = { size: 16, split: [40, 30, 30] };

Deno.test("createDataset() writes each crop, each mixture and the manifest, and nothing else", async () => {
  await withPhotos(10, async (input, output, folder) => {
    const { photos, pairs } = await createDataset({ input, output, ...SMALL, crops: 2 });
    const singles = Object.entries(photos).flatMap(([name, { part }]) =>
      [0, 1].map((crop) => `${part}/single_exposure/${name}_${crop}.jpg`)
    );
    const doubles = pairs.map(({ part, first, second }) =>
      `${part}/double_exposure/blend_${first}-${second}.jpg`
    );
    // Of 4, 3 and 3 photos: 2, 1 and 1 pairs of photos with two crops each.
    assert.deepEqual([singles.length, doubles.length], [20, 8]);
    assert.deepEqual(await pathsIn(output), ["manifest.json", ...singles, ...doubles].toSorted());
    for (const name of [...singles, ...doubles]) {
      const { format, width, height, channels } = await sharp(`${output}/${name}`).metadata();
      assert.deepEqual([format, width, height, channels], ["jpeg", 16, 16, 3], name);
    }
    const left = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
    assert.deepEqual(left.toSorted(), ["pairs", "photos"]);
  });
});

Deno.test("createDataset() gives each photo to one part only, in the shares that were asked for", async () => {
  await withPhotos(10, async (input, output) => {
    for (const seed of [0, 1]) {
      const folder = `${output}${seed}`;
      const { photos, pairs } = await createDataset({ input, output: folder, ...SMALL, seed });
      const sizes = PARTS.map((part) =>
        Object.values(photos).filter((photo) => photo.part === part).length
      );
      assert.deepEqual(sizes, [4, 3, 3]);
      assert.equal(new Set(Object.values(photos).map(({ file }) => file)).size, 10);
      for (const { part, first, second } of pairs) {
        for (const single of [first, second]) {
          assert.equal(photos[single.replace(/_0$/, "")]?.part, part);
        }
      }
    }
  });
});

Deno.test("createDataset() writes the same bytes for the same seed, and others for another", async () => {
  await withPhotos(8, async (input, output) => {
    const options = { input, size: 16, split: [50, 50, 0], crops: 2, alpha: [0.3, 0.7] } as const;
    const make = async (name: string, seed: number) => {
      await createDataset({ ...options, output: `${output}${name}`, seed });
      return await filesIn(`${output}${name}`);
    };
    const first = await make("a", 7);
    assert.deepEqual(await make("b", 7), first);
    // Crops of the same photo by their names, in whatever part; few places are the same by chance.
    const crops = (files: ReadonlyMap<string, Uint8Array>) =>
      new Map([...files].map(([path, bytes]) => [path.replace(/^.*single_exposure\//, ""), bytes]));
    const [singles, others] = [crops(first), crops(await make("c", 8))];
    const names = [...singles.keys()].filter((name) => /^p\d_\d\.jpg$/.test(name));
    assert.equal(names.length, 16);
    assert.ok(names.filter((name) => equal(singles.get(name), others.get(name))).length < 8);
  });
});

Deno.test("createDataset() takes as many photos as it is told to, by the seed", async () => {
  await withPhotos(12, async (input, output) => {
    const taken = async (name: string, seed: number) => {
      const options = { input, output: output + name, size: 16, split: [0, 0, 100], images: 5 };
      return Object.keys((await createDataset({ ...options, seed })).photos);
    };
    const first = await taken("a", 1);
    assert.equal(first.length, 5);
    assert.deepEqual(await taken("b", 1), first);
    assert.notDeepEqual((await taken("c", 2)).toSorted(), first.toSorted());
  });
});

Deno.test("createDataset() mixes each crop as often as it is told to", async () => {
  await withPhotos(4, async (input, output) => {
    const options = { input, output, size: 16, split: [100, 0, 0], crops: 2, mixtures: 5 };
    const { pairs } = await createDataset(options);
    const times = Map.groupBy(pairs.flatMap(({ first, second }) => [first, second]), (n) => n);
    assert.deepEqual([...times.values()].map(({ length }) => length), Array(8).fill(5));
    assert.equal(new Set(pairs.map(({ file }) => file)).size, 20);
  });
});

Deno.test("createDataset() returns the manifest that it writes: settings, seed, pairs with alpha", async () => {
  await withPhotos(6, async (input, output) => {
    const alpha = [0.2, 0.3] as const;
    const options = { size: 16, split: [100, 0, 0], alpha, seed: 9, format: "png" };
    const manifest = await createDataset({ input, output, ...options });
    assert.deepEqual(JSON.parse(await Deno.readTextFile(`${output}/manifest.json`)), manifest);
    const others = { images: null, crops: 1, mixtures: 1, space: "srgb" };
    assert.deepEqual(manifest.settings, { ...options, ...others });
    assert.deepEqual(manifest.skipped, []);
    const shares = manifest.pairs.map((pair) => pair.alpha);
    assert.ok(shares.every((share) => share >= 0.2 && share <= 0.3), `${shares}`);
    assert.equal(new Set(shares).size, 3);
  });
});

Deno.test("createDataset() tells how far it is, up to the end", async () => {
  await withPhotos(9, async (input, output) => {
    const seen: (readonly number[])[] = [];
    const options = { input, output, size: 16, split: [56, 44, 0], crops: 2, mixtures: 2 };
    await createDataset({
      ...options,
      onProgress: ({ step, steps, secondsLeft }) => seen.push([step, steps, secondsLeft]),
    });
    // 9 photos, and of 5 and of 4 photos twice two pairs of two crops.
    assert.deepEqual(seen.map(([step, steps]) => [step, steps]), stepsTo(9 + 8 + 8));
    assert.equal(seen.at(-1)?.[2], 0);
  });
});

function stepsTo(steps: number) {
  return Array.from({ length: steps }, (_, i) => [i + 1, steps]);
}

function equal(a: Uint8Array | undefined, b: Uint8Array | undefined): boolean {
  assert.ok(a && b);
  return a.length === b.length && a.every((v, i) => v === b[i]);
}
