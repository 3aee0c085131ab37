import assert from "node:assert/strict";
import sharp from "sharp";
import type { SplitResult } from "../../src/decompose/types.ts";
import type { Picture } from "../../src/image/picture.ts";
import { SPLIT_FILES, splitFiles } from "../../src/report/split_files.ts";

function flat(channels: number, value: number): Picture {
  return {
    data: new Float32Array(channels * 20 * 10).fill(value),
    channels,
    width: 20,
    height: 10,
  };
}

const PHOTO = flat(3, 0.5);
const ABOUT = { files: ["day [ 1, 2 ].jpg"], startedAt: new Date("2026-01-02T03:04:05Z") };
const RESULT: SplitResult = {
  photo: flat(3, 0.6),
  layers: [flat(3, 0.2), flat(3, 0.8)],
  mask: flat(1, 0.5),
  reconstruction: PHOTO,
  more: [],
  origins: [{ bitDepth: 8, grey: false }],
  report: {
    settings: {
      recipe: "film",
      method: "fit",
      init: "none",
      seed: 7,
      size: 64,
      steps: 9,
      backend: "auto",
      space: "srgb",
      border: "auto",
      tiles: false,
      strength: 100,
      hint: false,
    },
    weights: null,
    engine: { name: "cpu", device: "a processor", operators: 5 },
    notices: [],
    border: { left: 0, top: 0, right: 0, bottom: 0 },
    tiles: null,
    photo: { width: 20, height: 10, count: 1 },
    found: {},
    verdict: { score: 0.5, words: "partly", kind: "mixture", evidence: { distance: 0.3 } },
    working: { width: 20, height: 10 },
    versions: { unblend: "1.2.3" },
    timings: { startSeconds: 1, fitSeconds: 2, stepMilliseconds: 3 },
    stopped: true,
    stepsDone: 2,
    losses: { steps: [1, 2], terms: { tie: [0.25, 1e-9], total: [0.5, -0.125] } },
    reproduction: { psnr: Infinity, maxError: 0 },
  },
};

async function filesOf(result: SplitResult): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map(await Array.fromAsync(splitFiles(result, ABOUT)));
}

/** What every split writes. */
const ALWAYS = [
  "layer-1.png",
  "layer-2.png",
  "mask.png",
  "reconstruction.png",
  "comparison.png",
  "report.json",
];

Deno.test("splitFiles() writes a retouched photo, and layers of further photos, if there are such", async () => {
  const more = [0.4, 0.6].map((value) => {
    return { layers: [flat(3, value), flat(3, 0.8)], mask: flat(1, 0.5), reconstruction: PHOTO };
  }) as unknown as SplitResult["more"];
  const files = await filesOf({ ...RESULT, more, retouched: flat(3, 0.6) });
  for (
    const [name, level] of [
      ["photo-2-layer-1.png", 102],
      ["photo-3-layer-1.png", 153],
      ["retouched.png", 153],
    ] as const
  ) {
    const data = await sharp(files.get(name)).raw().toBuffer();
    assert.ok(data.every((value) => value === level), name);
  }
  for (const name of files.keys()) assert.ok(SPLIT_FILES.includes(name), name);
});

Deno.test("splitFiles() makes the pictures, at the photo's size", async () => {
  const files = await filesOf(RESULT);
  assert.deepEqual([...files.keys()].toSorted(), [...ALWAYS, "losses.svg"].toSorted());
  for (
    const [name, level] of [
      ["layer-1.png", 51],
      ["layer-2.png", 204],
      ["mask.png", 128],
      ["reconstruction.png", 128],
    ] as const
  ) {
    const { data, info } = await sharp(files.get(name)).raw().toBuffer({ resolveWithObject: true });
    assert.deepEqual([info.width, info.height], [20, 10], name);
    assert.ok(data.every((value) => value === level), name);
  }
  assert.equal((await sharp(files.get("comparison.png")).metadata()).width, 4 * 20 + 3 * 8);
  assert.equal((await sharp(files.get("losses.svg")).metadata()).format, "svg");
});

Deno.test("splitFiles() of the trained network alone draws no losses: it has no steps", async () => {
  const { report } = RESULT;
  const settings = { ...report.settings, method: "unet", init: "unet", steps: 0 };
  const alone = { settings, stopped: false, stepsDone: 0, losses: { steps: [], terms: {} } };
  const files = await filesOf({ ...RESULT, report: { ...report, ...alone } });
  assert.deepEqual([...files.keys()].toSorted(), ALWAYS.toSorted());
  const written = JSON.parse(new TextDecoder().decode(files.get("report.json")));
  assert.deepEqual([written.settings, written.losses], [settings, { steps: [], terms: {} }]);
});

Deno.test("splitFiles() reports everything there is to know, and infinity as null", async () => {
  const json = new TextDecoder().decode(
    (await filesOf(RESULT)).get("report.json"),
  );
  assert.deepEqual(JSON.parse(json), {
    startedAt: "2026-01-02T03:04:05.000Z",
    ...RESULT.report,
    photo: { files: ABOUT.files, width: 20, height: 10, count: 1 },
    reproduction: { psnr: null, maxError: 0 },
  });
  assert.ok(json.includes('\n      "tie": [0.25, 1e-9],\n'), "a term is a line");
});
