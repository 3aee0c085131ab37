import assert from "node:assert/strict";
import sharp from "sharp";
import { SPLIT_FILES } from "../../src/report/split_files.ts";
import { assertOneLine, namesIn, run, unblend, withPhoto } from "./run_command.ts";
import { ALL_FILES, ENDLESS, SHORT, STEPLESS_FILES } from "./split_runs.ts";

Deno.test("unblend split writes every file beside the photo, and reports what it did", async () => {
  await withPhoto(async (folder, photo) => {
    const { code, stdout, stderr } = await run(["split", photo, "--seed", "5", ...SHORT]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await namesIn(folder), ["photo-layers", "photo.jpg"]);
    assert.deepEqual(await namesIn(`${folder}/photo-layers`), ALL_FILES);
    for (const name of ["layer-1", "layer-2", "mask", "reconstruction"]) {
      const { width, height } = await sharp(`${folder}/photo-layers/${name}.png`).metadata();
      assert.deepEqual([width, height], [48, 36], name);
    }
    const report = JSON.parse(await Deno.readTextFile(`${folder}/photo-layers/report.json`));
    assert.deepEqual(report.photo.files, ["photo.jpg"]);
    assert.deepEqual(report.settings, { ...report.settings, seed: 5, size: 32, steps: 3 });
    assert.deepEqual(report.losses.steps, [1, 2, 3]);
    assert.ok(stdout.startsWith(`${folder}/photo-layers\n`));
    assert.match(stdout, /3 steps in \d+ s\n.*add up to the photo.*\n.*comparison\.png/);
  });
});

Deno.test("unblend split --method unet writes all but the losses, and says what answered", async () => {
  await withPhoto(async (folder, photo) => {
    const { code, stdout, stderr } = await run(["split", photo, "--method", "unet"]);
    assert.equal(code, 0, stderr);
    const layers = `${folder}/photo-layers`;
    assert.deepEqual(await namesIn(layers), STEPLESS_FILES);
    assert.match(stderr, /^photo\.jpg, 48 x 36: the trained network\n/);
    assert.doesNotMatch(stderr, /step/);
    assert.match(
      stdout,
      /photo-layers\n +the trained network\n.*add up to the photo but for rounding\n.*comparison\.png/,
    );
    const { settings, weights } = JSON.parse(await Deno.readTextFile(`${layers}/report.json`));
    assert.deepEqual([settings.method, settings.init, settings.steps], ["unet", "unet", 0]);
    assert.equal(weights.file, "unblend.safetensors");
  });
});

Deno.test("unblend split --tiles takes a larger photo apart in windows, and says so", async () => {
  await withPhoto(async (folder, photo) => {
    const { code, stdout, stderr } = await run(["split", photo, "--tiles", ...SHORT]);
    assert.equal(code, 0, stderr);
    assert.match(stderr, /3 steps of double-exposure in each window of 32 px, seed 0/);
    assert.match(stderr, /^step 12 of 12, /m);
    assert.match(stdout, /12 steps in 4 windows in \d+ s/);
    const report = JSON.parse(await Deno.readTextFile(`${folder}/photo-layers/report.json`));
    assert.deepEqual(report.tiles, { count: 4, side: 32 });
    const refused = await run(["split", photo, "--tiles", "--force", "--recipe", "texture"]);
    assert.equal(refused.code, 2);
    assertOneLine(
      refused,
      /recipe texture knows no tiles: leave them out, or choose double-exposure/,
    );
  });
});

Deno.test("unblend split --method unet --force leaves no losses of an earlier fit", async () => {
  await withPhoto(async (folder, photo) => {
    const layers = `${folder}/photo-layers`;
    await Deno.mkdir(layers);
    for (const name of [...SPLIT_FILES, "notes.txt"]) {
      await Deno.writeTextFile(`${layers}/${name}`, "old");
    }
    const { code, stderr } = await run(["split", photo, "--method", "unet", "--force"]);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await namesIn(layers), [...STEPLESS_FILES, "notes.txt"].sort());
  });
});

Deno.test("unblend split refuses options that would have no effect", async () => {
  await withPhoto(async (folder, photo) => {
    for (
      const [args, expected] of [
        [["--method", "unet", "--steps", "9"], /method unet has no steps: leave out steps/],
        [["--method", "unet", "--init", "none"], /method unet has no init: leave out init/],
        [["--init", "none", "--weights", "w"], /from nothing has no use for weights: leave out/],
      ] as const
    ) {
      const outcome = await run(["split", photo, ...args]);
      assert.equal(outcome.code, 2);
      assertOneLine(outcome, expected);
    }
    assert.deepEqual(await namesIn(folder), ["photo.jpg"]);
  });
});

Deno.test("unblend split prints plain lines where there is no terminal", async () => {
  await withPhoto(async (_, photo) => {
    const { stderr } = await run(["split", photo, ...SHORT]);
    assert.match(stderr, /^step 1 of 3, loss \S+, \S+ steps\/s, \d+ s left$/m);
    assert.match(stderr, /^step 3 of 3, loss \S+, \S+ steps\/s, 0 s left$/m);
    assert.doesNotMatch(stderr.replaceAll("\n", ""), /\p{Cc}/u);
  });
});

Deno.test("unblend split --quiet prints nothing", async () => {
  await withPhoto(async (folder, photo) => {
    const { code, stdout, stderr } = await run(["split", "-q", photo, ...SHORT]);
    assert.deepEqual([code, stdout, stderr], [0, "", ""]);
    assert.deepEqual(await namesIn(`${folder}/photo-layers`), ALL_FILES);
  });
});

Deno.test("unblend split --out writes to that folder, from a name with spaces", async () => {
  await withPhoto(async (folder, photo) => {
    await Deno.rename(photo, `${folder}/-my photo.jpg`);
    const args = ["split", ...SHORT, "-o", "to here", "--", "-my photo.jpg"];
    const { code, stderr } = await run(args, { cwd: folder });
    assert.equal(code, 0, stderr);
    assert.deepEqual(await namesIn(`${folder}/to here`), ALL_FILES);
  });
});

Deno.test("unblend split does not replace earlier results without --force", async () => {
  await withPhoto(async (folder, photo) => {
    const layers = `${folder}/photo-layers`;
    await Deno.mkdir(layers);
    await Deno.writeTextFile(`${layers}/mask.png`, "old");
    const refused = await run(["split", photo, ...SHORT]);
    assert.equal(refused.code, 1);
    assertOneLine(refused, /photo-layers exists and is not empty: .*--force/);
    assert.equal(await Deno.readTextFile(`${layers}/mask.png`), "old");
    const forced = await run(["split", photo, "--force", ...SHORT]);
    assert.equal(forced.code, 0, forced.stderr);
    assert.equal((await sharp(`${layers}/mask.png`).metadata()).format, "png");
  });
});

Deno.test("unblend split does not replace the photo itself", async () => {
  await withPhoto(async (folder, photo) => {
    await sharp(photo).toFile(`${folder}/mask.png`);
    const args = ["split", `${folder}/mask.png`, "--force", "--out", folder, ...SHORT];
    const outcome = await run(args);
    assert.equal(outcome.code, 1);
    assertOneLine(outcome, /would replace .*mask\.png itself/);
  });
});

Deno.test("unblend split goes on when nobody reads its output any more", async () => {
  await withPhoto(async (folder, photo) => {
    const process = unblend(["split", photo, ...SHORT]).spawn();
    await Promise.all([process.stdout.cancel(), process.stderr.cancel()]);
    assert.equal((await process.status).code, 0);
    assert.deepEqual(await namesIn(`${folder}/photo-layers`), ALL_FILES);
  });
});

Deno.test("unblend split refuses what is not a usable photo, and leaves nothing behind", async () => {
  await withPhoto(async (folder, photo) => {
    const bytes = await Deno.readFile(photo);
    await Deno.writeFile(`${folder}/cut.jpg`, bytes.subarray(0, bytes.length / 2));
    await Deno.writeTextFile(`${folder}/text.jpg`, "not a picture\n");
    await Deno.writeTextFile(`${folder}/empty.jpg`, "");
    await sharp(photo).resize(1, 1).png().toFile(`${folder}/dot.png`);
    await Deno.mkdir(`${folder}/folder.jpg`);
    const before = await namesIn(folder);
    const names = ["gone", "text", "empty", "cut", "folder", "photo.jpg/deeper"];
    for (const name of [...names.map((name) => `${name}.jpg`), "dot.png"]) {
      const outcome = await run(["split", `${folder}/${name}`, ...SHORT]);
      assert.equal(outcome.code, 1, name);
      assertOneLine(outcome, new RegExp(`Cannot \\w+ .*${name}`));
    }
    assert.deepEqual(await namesIn(folder), before);
  });
});

Deno.test({
  name: "unblend split refuses what it may not read, and where it may not write",
  // The superuser may do everything.
  ignore: Deno.build.os === "windows" || Deno.uid() === 0,
  fn: () =>
    withPhoto(async (folder, photo) => {
      await Deno.mkdir(`${folder}/locked`, { mode: 0o555 });
      const unwritable = await run(["split", photo, "--out", `${folder}/locked/out`, ...SHORT]);
      assert.equal(unwritable.code, 1);
      assertOneLine(unwritable, /Cannot write to .*locked\/out: permission is denied/);
      await Deno.chmod(photo, 0);
      const unreadable = await run(["split", photo, ...SHORT]);
      assert.equal(unreadable.code, 1);
      assertOneLine(unreadable, /Cannot read .*photo\.jpg: permission/);
      assert.deepEqual(await namesIn(folder), ["locked", "photo.jpg"]);
    }),
});

Deno.test("unblend split checks where to write before it begins the fit", async () => {
  await withPhoto(async (folder, photo) => {
    for (const out of ["photo.jpg", "photo.jpg/out", "nowhere/out"]) {
      const outcome = await run(["split", photo, "--out", `${folder}/${out}`, ...ENDLESS]);
      assert.equal(outcome.code, 1, out);
      assertOneLine(outcome, /Cannot (write to|make) /);
    }
    assert.deepEqual(await namesIn(folder), ["photo.jpg"]);
  });
});
