import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { createDataset } from "../../../src/learn/dataset/create_dataset.ts";
import type { DatasetOptions } from "../../../src/learn/dataset/options.ts";
import { namesIn } from "../../cli/run_command.ts";
import { withPhotos } from "./photos.ts";

const ALL = { size: 16, split: [100, 0, 0], mixtures: 5 };

async function assertFails(options: DatasetOptions, expected: RegExp) {
  await assert.rejects(createDataset(options), (error) => {
    assert.ok(error instanceof UserError, `${error}`);
    assert.equal(error.exitCode, 1);
    assert.match(error.message, expected);
    return true;
  });
}

Deno.test("createDataset() that is stopped leaves nothing behind, whenever that is", async () => {
  await withPhotos(6, async (input, output, folder) => {
    // Of 6 photos and 15 mixtures: before the first, among the photos, among the mixtures.
    for (const last of [0, 2, 6, 13]) {
      const controller = new AbortController();
      if (last === 0) controller.abort();
      const onProgress = ({ step }: { step: number }) => {
        if (step === last) controller.abort();
      };
      const { signal } = controller;
      const making = createDataset({ input, output, ...ALL, signal, onProgress });
      await assert.rejects(making, { name: "AbortError" });
      assert.deepEqual(await namesIn(folder), ["photos"], `${last}`);
    }
  });
});

Deno.test("createDataset() that cannot write says so, and takes no photo for damaged", async () => {
  await withPhotos(6, async (input, output, folder) => {
    for (const [last, kind] of [[1, "single_exposure"], [8, "double_exposure"]] as const) {
      const onProgress = ({ step }: { step: number }) => {
        if (step !== last) return;
        const [staging] = [...Deno.readDirSync(folder)].filter(({ name }) => name !== "photos");
        Deno.removeSync(`${folder}/${staging?.name}/train/${kind}`, { recursive: true });
      };
      const options = { input, output, ...ALL, onProgress };
      await assertFails(options, /^Cannot write to .*pairs: there is no such folder/);
      assert.deepEqual(await namesIn(folder), ["photos"]);
    }
  });
});

Deno.test("createDataset() passes on any other failure, and leaves nothing behind", async () => {
  await withPhotos(6, async (input, output, folder) => {
    const onProgress = ({ step }: { step: number }) => {
      if (step === 9) throw new RangeError("of the caller");
    };
    await assert.rejects(createDataset({ input, output, ...ALL, onProgress }), RangeError);
    assert.deepEqual(await namesIn(folder), ["photos"]);
  });
});

Deno.test("createDataset() refuses what too few photos are left for, when some were damaged", async () => {
  await withPhotos(4, async (input, output, folder) => {
    for (const name of ["p1", "p2"]) {
      const bytes = await Deno.readFile(`${input}/${name}.png`);
      await Deno.writeFile(`${input}/${name}.png`, bytes.subarray(0, bytes.length * 0.7));
    }
    const expected = /^The 2 photos of train can be mixed 1 times each, not 3 times/;
    await assertFails({ input, output, ...ALL, mixtures: 3 }, expected);
    const alone = /^Of 2 photos .* train gets 1, and needs two/;
    await assertFails({ input, output, size: 16, split: [50, 50, 0], seed: 1 }, alone);
    assert.deepEqual(await namesIn(folder), ["photos"]);
  });
});

Deno.test("createDataset() refuses more mixtures or parts than there are photos for, at once", async () => {
  await withPhotos(5, async (input, output, folder) => {
    const onProgress = () => assert.fail("begun");
    const given = { input, output, size: 16, onProgress };
    const few =
      /^Of 5 photos \(of at least 16x16 pixels, from .*photos\) val gets 0, and needs two/;
    await assertFails(given, few);
    const most = /^The 5 photos of train can be mixed 8 times each, not 9 times/;
    await assertFails({ ...given, split: [100, 0, 0], crops: 2, mixtures: 9 }, most);
    await assertFails({ ...given, images: 1 }, /^Of 1 photos/);
    await assertFails({ ...given, size: 25 }, /^Of 0 photos \(of at least 25x25 pixels/);
    await assertFails({ ...given, input: `${folder}/gone` }, /^Cannot read .*gone: there is no/);
    assert.deepEqual(await namesIn(folder), ["photos"]);
  });
});

Deno.test("createDataset() writes to a new folder or an empty one only", async () => {
  await withPhotos(4, async (input, output, folder) => {
    const given = { input, size: 16, split: [100, 0, 0] };
    await Deno.writeTextFile(`${folder}/file`, "");
    await Deno.symlink(input, `${folder}/link-to-photos`);
    await Deno.mkdir(output);
    await Deno.symlink(output, `${folder}/link-to-empty`);
    const before = await namesIn(folder);
    await assertFails({ ...given, output: input }, /photos exists and is not empty/);
    await assertFails({ ...given, output: `${folder}/link-to-photos` }, /is not empty/);
    for (const name of ["file", "file/pairs", "no/pairs", "link-to-empty"]) {
      const onProgress = () => assert.fail(`begun: ${name}`);
      const options = { ...given, output: `${folder}/${name}`, onProgress };
      await assertFails(options, new RegExp(`^Cannot write to .*${name}: `));
    }
    assert.deepEqual(await namesIn(folder), before);
    await createDataset({ ...given, output });
    assert.ok((await namesIn(output)).includes("manifest.json"));
    await assertFails({ ...given, output }, /pairs exists and is not empty/);
  });
});
