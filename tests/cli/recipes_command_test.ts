import assert from "node:assert/strict";
import sharp from "sharp";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { RECIPES } from "../../src/decompose/recipes.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { encodePng } from "../../src/image/encode_png.ts";
import { mixPictures } from "../../src/image/mix.ts";
import type { Picture } from "../../src/image/picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { logoParts, putMark } from "../decompose/watermark/marks.ts";
import { hintFile, strokes } from "../image/strokes.ts";
import { assertOneLine, namesIn, run, withFolder, withPhoto } from "./run_command.ts";
import { STEPLESS_FILES } from "./split_runs.ts";

/** A layer of a fixture, `side` pixels wide and high. */
async function layer(name: string, index: 0 | 1, side: number): Promise<Picture> {
  const photo = await readPicture(layerPaths(name)[index]);
  return clipPicture(await resizePicture(photo, { width: side, height: side }));
}

async function reportIn(folder: string) {
  return JSON.parse(await Deno.readTextFile(`${folder}/report.json`));
}

/** The bytes of a picture's file, as red, green and blue. */
async function pixelsOf(file: string): Promise<Uint8Array> {
  return new Uint8Array(await sharp(file).toColourspace("srgb").removeAlpha().raw().toBuffer());
}

Deno.test("unblend recipes tells of each recipe what it does, its strokes, and an example", async () => {
  const { code, stdout, stderr } = await run(["recipes"], { permissions: [] });
  assert.deepEqual([code, stderr], [0, ""]);
  let at = -1;
  for (const [name, { summary, example, hint }] of Object.entries(RECIPES)) {
    const strokes = hint ? `  Takes strokes by --hint FILE: ${hint}\n` : "";
    const entry = `${name}\n  ${summary}\n${strokes}  deno run -A cli.ts split ${example}\n`;
    const found = stdout.indexOf(entry);
    assert.ok(found > at, `${name} is not where it should be`);
    at = found;
  }
});

Deno.test("unblend recipes takes options only", async () => {
  const outcome = await run(["recipes", "dehaze"], { permissions: [] });
  assert.equal(outcome.code, 2);
  assertOneLine(outcome, /recipes takes options only, but was given dehaze/);
});

Deno.test("unblend split of two photos finds their proportions, and says how much is in each", async () => {
  await withFolder(async (folder) => {
    const [a, b] = [await layer("dog-books", 0, 96), await layer("dog-books", 1, 96)];
    for (const [name, share] of [["one", 0.7], ["two", 0.3]] as const) {
      await Deno.writeFile(`${folder}/${name}.png`, await encodePng(mixPictures(a, b, share)));
    }
    const args = ["split", "one.png", "two.png"];
    const { code, stdout, stderr } = await run(args, { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.match(stderr, /^one\.png, two\.png, 96 x 96: proportions\nWriting to one-layers\n$/);
    assert.match(stdout, /^one-layers\n {2}proportions, proportions 0\.(6|7)\d* 0\.(2|3)\d*, /);
    assert.match(
      stdout,
      /add up to the photo .*\n(.*\n)? {2}separated\n {2}score (1\.00|0\.\d\d) of 1\n$/,
    );
    assert.deepEqual(await namesIn(folder), ["one-layers", "one.png", "two.png"]);
    assert.deepEqual(await namesIn(`${folder}/one-layers`), STEPLESS_FILES);
    const { photo, settings, engine, weights } = await reportIn(`${folder}/one-layers`);
    assert.deepEqual(photo, { files: ["one.png", "two.png"], width: 96, height: 96, count: 2 });
    assert.deepEqual([settings.recipe, settings.method, engine, weights], [
      "proportions",
      "direct",
      null,
      null,
    ]);
  });
});

Deno.test("unblend split of photos that do not belong together says why, and writes nothing", async () => {
  await withPhoto(async (folder, photo) => {
    await sharp(photo).resize(40, 36, { fit: "fill" }).toFile(`${folder}/other.png`);
    const before = await namesIn(folder);
    for (
      const [other, expected] of [
        ["other.png", /different sizes, 48x36 and 40x36: crop or scale them/],
        ["photo.jpg", /not in how two layers are mixed/],
        ["gone.png", /Cannot read .*gone\.png: there is no such file/],
      ] as const
    ) {
      const outcome = await run(["split", "-q", photo, `${folder}/${other}`]);
      assert.equal(outcome.code, 1);
      assertOneLine(outcome, expected);
    }
    assert.deepEqual(await namesIn(folder), before);
  });
});

Deno.test("unblend split --strength writes retouched.png: layer 1 at 100, the photo at 0", async () => {
  await withPhoto(async (folder, photo) => {
    const args = ["split", photo, "--recipe", "reflection"];
    const shown = [];
    for (const strength of ["0", "100", "-12.5"]) {
      const out = `${folder}/at ${strength}`;
      const { code, stderr } = await run([...args, "--strength", strength, "--out", out]);
      assert.equal(code, 0, stderr);
      assert.deepEqual(await namesIn(out), [...STEPLESS_FILES, "retouched.png"].sort());
      assert.equal((await reportIn(out)).settings.strength, Number(strength));
      shown.push(await pixelsOf(`${out}/retouched.png`));
    }
    assert.deepEqual(shown[0], await pixelsOf(photo));
    assert.deepEqual(shown[1], await pixelsOf(`${folder}/at 100/layer-1.png`));
    assert.notDeepEqual(shown[2], shown[0]);
  });
});

Deno.test("unblend split --hint reads strokes, and keeps them out of harm's way", async () => {
  await withPhoto(async (folder, photo) => {
    const thing = strokes(48, 36, (x, y) => Math.abs(x - 20) < 4 && y === 16);
    const ground = strokes(48, 36, (x) => x > 40);
    const bytes = await hintFile({ first: thing, second: ground });
    await Deno.writeFile(`${folder}/strokes.png`, bytes);
    const args = ["split", photo, "--recipe", "segment", "--hint"];
    const { code, stderr } = await run([...args, `${folder}/strokes.png`]);
    assert.equal(code, 0, stderr);
    assert.equal((await reportIn(`${folder}/photo-layers`)).settings.hint, true);
    const mask = await pixelsOf(`${folder}/photo-layers/mask.png`);
    thing.data.forEach((v, i) => assert.ok(!v || mask[3 * i] === 255));
    ground.data.forEach((v, i) => assert.ok(!v || mask[3 * i] === 0));

    // Strokes in the way of the results would be lost.
    await Deno.writeFile(`${folder}/mask.png`, bytes);
    const inTheWay = await run([...args, `${folder}/mask.png`, "--force", "--out", folder]);
    assert.equal(inTheWay.code, 1);
    assertOneLine(inTheWay, /would replace .*mask\.png itself: choose another folder by --out/);
    assert.deepEqual(await Deno.readFile(`${folder}/mask.png`), new Uint8Array(bytes));
  });
});

Deno.test("unblend split refuses a hint that it cannot use, and leaves nothing behind", async () => {
  await withPhoto(async (folder, photo) => {
    await Deno.writeTextFile(`${folder}/empty.png`, "");
    const before = await namesIn(folder);
    await sharp(photo).negate().greyscale().toFile(`${folder}/grey.png`);
    for (
      const [hint, expected] of [
        ["grey.png", /grey\.png has no red and no blue strokes: paint red what is layer 1/],
        ["empty.png", /Cannot read .*empty\.png: .* save the strokes as a PNG file/],
        ["gone.png", /Cannot read .*gone\.png: there is no such file/],
      ] as const
    ) {
      const args = ["split", "-q", photo, "--recipe", "segment", "--hint", `${folder}/${hint}`];
      const outcome = await run(args);
      assert.equal(outcome.code, 1, hint);
      assertOneLine(outcome, expected);
    }
    assert.deepEqual(await namesIn(folder), [...before, "grey.png"].sort());
  });
});

Deno.test("unblend split --recipe watermark of one photo without a hint says what to paint", async () => {
  await withPhoto(async (_, photo) => {
    const outcome = await run(["split", "-q", photo, "--recipe", "watermark"]);
    assert.equal(outcome.code, 1);
    assertOneLine(outcome, /needs a hint for one photo: paint the mark red .*--hint\n$/);
  });
});

Deno.test("unblend split writes layer 1 of each photo with the same watermark, and clears up later", async () => {
  await withFolder(async (folder) => {
    const [shape] = await logoParts(64, 64) as [Picture];
    const names = ["parrot-tulips", "astronaut-blossom", "balloon-coast"] as const;
    for (const [i, name] of names.entries()) {
      const mark = [{ shape, opacity: 0.5, colour: [0.1, 0.3, 0.9] }];
      const { photo } = putMark(await layer(name, 0, 64), mark);
      await Deno.writeFile(`${folder}/${i + 1}.png`, await encodePng(photo));
    }
    const args = ["split", "1.png", "2.png", "3.png", "--recipe", "watermark", "-o", "out"];
    const { code, stdout, stderr } = await run(args, { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^out\n {2}watermark, opacities 0\.\d+.*, colour .*, pixels \d+\n/);
    const others = ["photo-2-layer-1.png", "photo-3-layer-1.png"];
    assert.deepEqual(await namesIn(`${folder}/out`), [...STEPLESS_FILES, ...others].sort());
    // Beyond the mark each is its photo: corners are.
    for (const [i, name] of ["layer-1.png", ...others].entries()) {
      const [before, after] = [`${folder}/${i + 1}.png`, `${folder}/out/${name}`];
      const pixels = [await pixelsOf(before), await pixelsOf(after)];
      assert.deepEqual(pixels[0]!.slice(0, 30), pixels[1]!.slice(0, 30));
      assert.notDeepEqual(pixels[0], pixels[1]);
    }

    // A run of one photo by another recipe has neither: what is left of them would be taken for its own.
    await Deno.writeTextFile(`${folder}/out/retouched.png`, "old");
    await Deno.writeTextFile(`${folder}/out/photo-16-layer-1.png`, "old");
    await Deno.writeTextFile(`${folder}/out/photo-2.png`, "the user's own");
    const next = await run(["split", "1.png", "--recipe", "dehaze", "--force", "-o", "out"], {
      cwd: folder,
    });
    assert.equal(next.code, 0, next.stderr);
    assert.deepEqual(await namesIn(`${folder}/out`), [...STEPLESS_FILES, "photo-2.png"].sort());
  });
});
