import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import {
  evaluate,
  type EvaluateProgress,
  type Measured,
} from "../../../src/learn/evaluation/evaluate.ts";
import type { KnownPair } from "../../../src/learn/evaluation/pairs_folder.ts";
import { evaluateCopy, evaluateSplit } from "../../../src/metrics/pairing.ts";
import { encodeWeights } from "../../../src/weights/weights.ts";
import { withFolder } from "../../cli/run_command.ts";
import { near } from "../../metrics/pictures.ts";
import { waves, writePairs, writePhotos } from "../pairs_files.ts";
import { tinyWeights } from "../tiny_networks.ts";

const PHOTOS = { a: waves(0.3, 7, 32), b: waves(0.5, 11, 32), c: waves(0.8, 17, 32) };
const COPY = { methods: ["copy"] } as const;

/** Calls a function with a folder of two pairs. */
function withPairs(use: (data: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    await writePairs(folder, PHOTOS, [["a", "b"], ["a", "c"]]);
    await use(folder);
  });
}

Deno.test("evaluate() of the copy yields what the mixtures measure", async () => {
  await withPairs(async (data) => {
    const pairs: KnownPair[] = [];
    const onPair = (pair: KnownPair) => void pairs.push(pair);
    const { count, methods } = await evaluate({ data, ...COPY, onPair });
    assert.deepEqual([count, Object.keys(methods)], [2, ["copy"]]);
    assert.deepEqual(pairs.map(({ name }) => name), ["a-b", "a-c"]);
    const [one, two] = pairs.map(({ mixture, layers }) => evaluateCopy(mixture, layers));
    assert.ok(one && two);
    for (const metric of ["psnr", "ssim", "siSdr", "detail"] as const) {
      const [low = NaN, high = NaN] = [one[metric], two[metric]].toSorted((a, b) => a - b);
      const { mean, median, q1, q3 } = methods.copy?.[metric] ?? assert.fail(metric);
      const expected = [0.5, 0.5, 0.25, 0.75].map((share) => low + share * (high - low));
      [mean, median, q1, q3].forEach((v, i) => assert.ok(near(v, expected[i] as number, 1e-9)));
    }
    // Layers of 0.3 and 0.8, with waves of 0.1 that do not cancel: each is 0.25 off, and a bit.
    assert.ok(near(two.psnr, -20 * Math.log10(0.25), 0.5), `${two.psnr}`);
  });
});

Deno.test("evaluate() compares all methods by the weights that it is given, each by its own layers", async () => {
  await withPairs(async (data) => {
    const weights = `${data}/tiny.safetensors`;
    await Deno.writeFile(weights, encodeWeights(tinyWeights()));
    const seen: Record<string, Measured>[] = [];
    const { methods } = await evaluate({
      data,
      weights,
      limit: 1,
      steps: 2,
      size: 32,
      backend: "cpu",
      onPair: ({ layers }, measured) => {
        for (const { layers: found, evaluation } of Object.values(measured)) {
          assert.deepEqual(evaluation, evaluateSplit(found, layers));
        }
        seen.push(measured);
      },
    });
    assert.deepEqual(Object.keys(methods), ["copy", "unet", "fit", "unet+fit"]);
    assert.equal(seen.length, 1);
    for (const [name, { psnr, secondsPerPhoto }] of Object.entries(methods)) {
      assert.equal(psnr.median, seen[0]?.[name]?.evaluation.psnr);
      assert.ok(secondsPerPhoto >= 0 && (name === "copy" || secondsPerPhoto > 0.01), name);
    }
    const answers = new Set(Object.values(methods).map(({ psnr }) => psnr.mean));
    assert.equal(answers.size, 4, `${[...answers]}`);
  });
});

Deno.test("evaluate() chooses the pairing of each pair by PSNR: the order of names does not matter", async () => {
  await withFolder(async (data) => {
    const weights = `${data}/tiny.safetensors`;
    await Deno.writeFile(weights, encodeWeights(tinyWeights(undefined, (v) => 3 * v)));
    await writePairs(data, PHOTOS, [["a", "c"], ["c", "a"]]);
    const swapped: boolean[] = [];
    const { methods: { unet } } = await evaluate({
      data,
      weights,
      methods: ["unet"],
      backend: "cpu",
      onPair: (_, { unet }) => void swapped.push(unet?.evaluation.swapped as boolean),
    });
    assert.deepEqual(swapped.toSorted(), [false, true]);
    assert.ok(unet && near(unet.psnr.q1, unet.psnr.q3, 1e-9));
  });
});

Deno.test("evaluate() reads mixtures as they are, or makes them anew", async () => {
  await withPairs(async (data) => {
    const mixed = await evaluate({ data, ...COPY, mix: true });
    const white = waves(0.9, 1, 32);
    await writePhotos(`${data}/double_exposure`, { "blend_a-b": white, "blend_a-c": white });
    const read = await evaluate({ data, ...COPY });
    assert.ok((read.methods.copy?.psnr.q1 as number) < (mixed.methods.copy?.psnr.q1 as number) - 1);
    const again = await evaluate({ data, ...COPY, mix: true });
    assert.deepEqual(again.methods.copy?.psnr, mixed.methods.copy?.psnr);
  });
});

Deno.test("evaluate() tells where it stands, and how long the rest takes after the first pair", async () => {
  await withPairs(async (data) => {
    const told: EvaluateProgress[] = [];
    await evaluate({
      data,
      methods: ["copy", "copy"],
      onProgress: (stand) => void told.push(stand),
    });
    // A method that is named twice is measured once.
    assert.deepEqual(told.map(({ step, steps }) => [step, steps]), [[0, 2], [1, 2], [2, 2]]);
    const [first, second, last] = told.map(({ secondsLeft }) => secondsLeft);
    assert.ok(first === undefined && (second as number) > 0 && last === 0);
  });
});

Deno.test("evaluate() stops when it is told to", async () => {
  await withPairs(async (data) => {
    const controller = new AbortController();
    const onPair = () => controller.abort();
    await assert.rejects(evaluate({ data, ...COPY, onPair, signal: controller.signal }), {
      name: "AbortError",
    });
  });
});

for (const [place, names] of [["first", ["a", "f"]], ["last", ["b", "c"]]] as const) {
  Deno.test(`evaluate() tells of a flat layer of the ${place} pair before the first method runs`, async () => {
    await withFolder(async (data) => {
      const { a, b } = PHOTOS;
      const [flat, name] = [{ ...a, data: a.data.map(() => 0.5) }, names.join("-")];
      await writePairs(data, { a, b, f: b, c: b, ...{ [names[1]]: flat } }, [["a", "b"], names]);
      const told: unknown[] = [];
      const tell = (what: unknown) => void told.push(what);
      const options = { data, ...COPY, onProgress: tell, onPair: tell };
      await assert.rejects(evaluate(options), (error) => {
        assert.ok(error instanceof UserError, `${error}`);
        assert.match(error.message, new RegExp(`^Cannot measure ${name}: .* flat`));
        return true;
      });
      assert.deepEqual(told, []);
      // Pairs that are not asked for are not looked at.
      if (place === "last") assert.equal((await evaluate({ ...options, limit: 1 })).count, 1);
    });
  });
}

Deno.test("evaluate() takes pairs up to the limit, and refuses a limit that is none", async () => {
  await withPairs(async (data) => {
    for (const [limit, count] of [[undefined, 2], [1, 1], [1_000_000, 2]] as const) {
      assert.equal((await evaluate({ data, ...COPY, limit })).count, count);
    }
    for (const limit of [0, -1, 1.5, NaN, Infinity, 1_000_001]) {
      await assert.rejects(evaluate({ data, ...COPY, limit }), (error) => {
        assert.ok(error instanceof UserError && error.exitCode === 2, `${error}`);
        const expected = `The limit must be a whole number from 1 to 1000000, not ${limit}`;
        assert.equal(error.message, expected);
        return true;
      });
    }
  });
});

Deno.test("evaluate() refuses what it cannot measure, in one line", async () => {
  await withPairs(async (data) => {
    const flat = { ...PHOTOS.a, data: PHOTOS.a.data.map(() => 0.5) };
    await writePairs(`${data}/flat`, { a: PHOTOS.a, f: flat }, [["a", "f"]]);
    await writePairs(`${data}/none`, PHOTOS, []);
    for (
      const [options, expected] of [
        [
          { data, methods: ["copy", "guess"] },
          /no method "guess": choose of copy, unet, fit, unet/,
        ],
        [{ data, methods: [] }, /no method/],
        [{ data: `${data}/flat`, ...COPY }, /^Cannot measure a-f: /],
        [{ data: `${data}/none`, ...COPY }, /^There are no pairs in /],
        [{ data: `${data}/gone`, ...COPY }, /^There are no pairs in /],
        [{ data, methods: ["unet"], weights: `${data}/gone` }, /^Cannot read the weights .*gone/],
      ] as const
    ) {
      await assert.rejects(evaluate(options), (error) => {
        assert.ok(error instanceof UserError, `${error}`);
        assert.match(error.message, expected);
        return !error.message.includes("\n");
      });
    }
  });
});
