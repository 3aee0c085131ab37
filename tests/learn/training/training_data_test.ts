import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { loadTrainingData } from "../../../src/learn/training/training_data.ts";
import { withFolder } from "../../cli/run_command.ts";
import { waves, withDataSet, writePairs, writePhotos } from "../pairs_files.ts";

Deno.test("loadTrainingData() reads photos to train on, half as large again, and pairs to evaluate on", async () => {
  await withDataSet(async (data, folder) => {
    await writePhotos(`${folder}/more`, { e: waves(0.5, 3, 200) });
    const { photos, pairs } = await loadTrainingData(data, [`${folder}/more`], 64);
    assert.deepEqual(photos.map(({ width, height }) => [width, height]), [
      [48, 48],
      [48, 48],
      [96, 96],
    ]);
    assert.deepEqual(pairs.map(({ name }) => name), ["c-d"]);
    assert.deepEqual(pairs[0]?.layers.map(({ width }) => width), [32, 32]);
  });
});

Deno.test("loadTrainingData() takes a hundred pairs at most, evenly spaced", async () => {
  await withDataSet(async (data) => {
    const name = (i: number) => `p${String(i).padStart(3, "0")}`;
    const dots = Array.from({ length: 17 }, (_, i) => [name(i), waves(0.5, i, 16)] as const);
    const pairs = dots.flatMap(([a], i) => dots.slice(i + 1).map(([b]) => [a, b] as const))
      .slice(0, 101);
    await writePairs(`${data}/val`, Object.fromEntries(dots), pairs);
    await Deno.remove(`${data}/val/double_exposure/blend_c-d.png`);
    const found = await loadTrainingData(data, [], 32);
    assert.deepEqual(
      found.pairs.map(({ name }) => name),
      pairs.filter((_, i) => i % 2 === 0).map(([a, b]) => `${a}-${b}`),
    );
  });
});

Deno.test("loadTrainingData() refuses a data set in which something is missing, in one line", async () => {
  const spoil: Readonly<Record<string, (data: string) => Promise<void>>> = {
    "Cannot read .*single_exposure": (data) => Deno.remove(`${data}/train`, { recursive: true }),
    "There are 1 photos of at least 24 pixels in .*, and two are needed": (data) =>
      Deno.remove(`${data}/train/single_exposure/a.png`),
    "There are no pairs in .*val": (data) => Deno.remove(`${data}/val`, { recursive: true }),
    "There are no pairs in .*val: it needs": (data) =>
      Deno.remove(`${data}/val/double_exposure/blend_c-d.png`),
    "The layers of .*blend_c-d\\.png are not in": (data) =>
      Deno.remove(`${data}/val/single_exposure/d.png`),
  };
  for (const [expected, change] of Object.entries(spoil)) {
    await withDataSet(async (data) => {
      await change(data);
      await assert.rejects(loadTrainingData(data, [], 32), (error) => {
        assert.ok(error instanceof UserError, `${error}`);
        assert.match(error.message, new RegExp(`^${expected}[^\\n]*$`));
        return true;
      });
    });
  }
  await withFolder((folder) =>
    assert.rejects(loadTrainingData(`${folder}/gone`, [], 32), /Cannot read .*gone/)
  );
});
