import assert from "node:assert/strict";
import { assertOneLine, namesIn, run, unblend, withPhoto } from "./run_command.ts";
import { ALL_FILES, ENDLESS, SHORT, STEPLESS_FILES } from "./split_runs.ts";

const EACH = ["--each", "--method", "unet"];

/** Copies a photo to names beside it. */
async function copies(photo: string, names: readonly string[]): Promise<readonly string[]> {
  const paths = names.map((name) => photo.replace(/[^/]+$/, name));
  for (const path of paths) await Deno.copyFile(photo, path);
  return paths;
}

Deno.test("unblend split --each splits more photos than go together, each to its own folder", async () => {
  await withPhoto(async (folder, photo) => {
    const names = Array.from({ length: 17 }, (_, i) => `p${String(i).padStart(2, "0")}.jpg`);
    const paths = await copies(photo, names);
    const { code, stdout, stderr } = await run(["split", ...paths, ...EACH]);
    assert.equal(code, 0, stderr);
    for (const path of paths) {
      assert.deepEqual(await namesIn(path.replace(".jpg", "-layers")), STEPLESS_FILES);
    }
    const lines = stdout.trimEnd().split("\n");
    assert.equal(lines.length, 17);
    lines.forEach((line, i) => {
      assert.ok(line.startsWith(`  ${folder}/${names[i]?.replace(".jpg", "-layers")}  `), line);
      assert.match(
        line,
        / (separated|partly|could not be separated), score [01]\.\d\d of 1, \d+ s$/,
      );
    });
    assert.match(stderr, /^Photo 1 of 17\np00\.jpg, 48 x 36: the trained network\n/);
  });
});

Deno.test("unblend split --each goes on after a photo that fails, and exits 1", async () => {
  await withPhoto(async (folder, photo) => {
    const [first, last] = await copies(photo, ["a.jpg", "d.jpg"]) as [string, string];
    await Deno.writeTextFile(`${folder}/b.jpg`, "not a picture\n");
    await Deno.mkdir(`${folder}/c-layers`);
    await Deno.writeTextFile(`${folder}/c-layers/mask.png`, "old");
    const third = (await copies(photo, ["c.jpg"]))[0] as string;
    const paths = [first, `${folder}/b.jpg`, third, `${folder}/gone.jpg`, last];
    const { code, stdout, stderr } = await run(["split", ...paths, "--quiet", ...EACH]);
    assert.equal(code, 1);
    assert.equal(stdout, "");
    const lines = stderr.trimEnd().split("\n");
    assert.equal(lines.length, 4, stderr);
    assert.match(lines[0]!, /^unblend: Cannot read .*b\.jpg: it is not a picture/);
    assert.match(lines[1]!, /^unblend: .*c-layers exists and is not empty: .* \(.*c\.jpg\)$/);
    assert.match(lines[2]!, /^unblend: Cannot read .*gone\.jpg: there is no such file/);
    assert.equal(lines[3], `Failed, 3 of 5: ${[paths[1], third, paths[3]].join(", ")}`);
    for (const path of [first, last]) {
      assert.deepEqual(await namesIn(path.replace(".jpg", "-layers")), STEPLESS_FILES);
    }
    assert.deepEqual(await namesIn(`${folder}/c-layers`), ["mask.png"]);
  });
});

Deno.test("unblend split --each --out DIR makes DIR, and a folder for each photo in it", async () => {
  await withPhoto(async (folder, photo) => {
    const paths = await copies(photo, ["a.jpg", "b.jpg"]);
    const args = ["split", ...paths, ...EACH, "--out", `${folder}/all`];
    const { code, stdout, stderr } = await run(args);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await namesIn(`${folder}/all`), ["a-layers", "b-layers"]);
    assert.deepEqual(await namesIn(`${folder}/all/b-layers`), STEPLESS_FILES);
    assert.match(stdout, /\/all\/a-layers .*\n.*\/all\/b-layers /);
    const none = ["split", `${folder}/x.jpg`, `${folder}/y.jpg`, ...EACH];
    assert.equal((await run([...none, "--out", `${folder}/empty`])).code, 1);
    const names = ["a.jpg", "all", "b.jpg", "photo.jpg"];
    assert.deepEqual(await namesIn(folder), names);
    const nowhere = await run([...none, "--out", `${folder}/no/where`]);
    assert.equal(nowhere.code, 1);
    assertOneLine(nowhere, /Cannot write to .*no\/where: there is no such folder/);
  });
});

Deno.test("unblend split --each refuses wrong usage before it splits the first photo", async () => {
  await withPhoto(async (folder, photo) => {
    await copies(photo, ["a.jpg", "a.png", "b.jpg"]);
    const before = await namesIn(folder);
    const both = ["a.jpg", "b.jpg"];
    for (
      const [args, expected] of [
        [["b.jpg", "a.jpg", "a.png"], /a\.jpg and a\.png would both go to a-layers: .*--out/],
        [["a.jpg", "./a.jpg"], /a\.jpg and \.\/a\.jpg would both go to a-layers/],
        [[...both, "--hint", "b.jpg"], /A hint is for one photo: leave out --each, or --hint/],
        [[...both, "--recipe", "proportions"], /takes 2 to 16 photos, but was given 1/],
        [[...both, "--method", "unet", "--steps", "9"], /method unet has no steps/],
        [[...both, "--border", "1,2"], /--border must be auto, none, or the pixels/],
        [[], /split needs a PHOTO/],
      ] as const
    ) {
      const outcome = await run(["split", "--each", ...args], { cwd: folder });
      assert.equal(outcome.code, 2, outcome.stderr);
      assertOneLine(outcome, expected);
    }
    assert.deepEqual(await namesIn(folder), before);
  });
});

Deno.test({
  name: "unblend split --each, interrupted, begins no more; the same with --resume does the rest",
  ignore: Deno.build.os === "windows",
  fn: () =>
    withPhoto(async (folder, photo) => {
      const paths = await copies(photo, ["a.jpg", "b.jpg", "c.jpg"]);
      const first = await run(["split", paths[0]!, "--each", ...SHORT]);
      assert.equal(first.code, 0, first.stderr);
      const process = unblend(["split", ...paths.slice(1), "--each", ...ENDLESS]).spawn();
      const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
      let heard = "";
      let stopped = false;
      for (let read = await reader.read(); !read.done; read = await reader.read()) {
        heard += read.value;
        if (!stopped && /step +1 of/.test(heard)) {
          stopped = true;
          process.kill("SIGINT");
        }
      }
      await process.stdout.cancel();
      assert.equal((await process.status).code, 130, heard);
      assert.match(
        heard,
        /Stopped at step \d+ of 1000000; wrote what there is to .*b-layers; .*--resume goes on\n/,
      );
      assert.ok(heard.endsWith(`Not begun, 1 of 2: ${paths[2]}\n`), heard);
      const all = ["a-layers", "a.jpg", "b-layers", "b.jpg", "c.jpg", "photo.jpg"];
      assert.deepEqual(await namesIn(folder), all);
      await Deno.remove(`${folder}/b-layers`, { recursive: true });
      const rest = await run(["split", ...paths, "--each", "--resume", ...SHORT]);
      assert.equal(rest.code, 0, rest.stderr);
      assert.match(rest.stderr, /^Photo 1 of 3\n.*a-layers is complete\nPhoto 2 of 3\nb\.jpg, /);
      assert.equal(rest.stdout.trimEnd().split("\n").length, 2);
      for (const path of paths) {
        assert.deepEqual(await namesIn(path.replace(".jpg", "-layers")), ALL_FILES);
      }
    }),
});
