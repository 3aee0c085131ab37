import assert from "node:assert/strict";
import { pathsIn, withPhotos } from "../learn/dataset/photos.ts";
import { assertOneLine, namesIn, run, unblend } from "./run_command.ts";

Deno.test("unblend dataset create makes a data set, and says what is in it", async () => {
  await withPhotos(9, async (photos, output) => {
    await Deno.writeTextFile(`${photos}/notes.txt`, "");
    const args = ["-i", photos, "-o", output, "--images=8", "--size=16", "--crops=2"];
    const more = ["--mixtures=2", "--split=50,25,25", "--alpha=0.4..0.6", "--space=linear"];
    const last = ["--format=png", "--seed=5"];
    const outcome = await run(["dataset", "create", ...args, ...more, ...last]);
    assert.equal(outcome.code, 0, outcome.stderr);
    assert.deepEqual(outcome.stdout.split("\n"), [
      output,
      "  train: 4 photos, 8 mixtures",
      "  val: 2 photos, 4 mixtures",
      "  test: 2 photos, 4 mixtures",
      "  left out: 1 files; manifest.json says why",
      "",
    ]);
    assert.match(outcome.stderr, /^24 of 24 photos and mixtures, 0 s left$/m);
    assert.equal((await pathsIn(output)).length, 2 * 8 + 16 + 1);
    const { settings } = JSON.parse(await Deno.readTextFile(`${output}/manifest.json`));
    assert.deepEqual(settings, {
      images: 8,
      size: 16,
      crops: 2,
      mixtures: 2,
      split: [50, 25, 25],
      alpha: [0.4, 0.6],
      space: "linear",
      format: "png",
      seed: 5,
    });
  });
});

Deno.test("unblend dataset create --quiet prints nothing", async () => {
  await withPhotos(4, async (photos, output) => {
    const args = ["--input", photos, "--output", output, "--size", "16", "--split", "100,0,0"];
    const { code, stdout, stderr } = await run(["dataset", "create", "-q", ...args]);
    assert.deepEqual([code, stdout, stderr], [0, "", ""]);
    assert.equal((await pathsIn(output)).length, 4 + 2 + 1);
  });
});

Deno.test("unblend dataset refuses wrong usage in one line, and writes nothing", async () => {
  await withPhotos(4, async (photos, output, folder) => {
    const given = ["create", "--input", photos, "--output", output];
    const wrong: readonly (readonly [readonly string[], RegExp])[] = [
      [["delete", ...given.slice(1)], /There is no dataset delete: write dataset create/],
      [["create", "--output", output], /needs photos: write --input PHOTOS/],
      [["create", "--input", photos], /needs a folder: write --output DIR/],
      [[...given, "--split", "70,30"], /three percentages that add up to 100.*not 70,30/],
      [[...given, "--split", "70;15;15"], /--split must be made of numbers/],
      [[...given, "--alpha", "0.6..0.4"], /alpha must be above 0 and below 1.*not 0.6\.\.0.4/],
      [[...given, "--crops", "0"], /--crops must be a whole number from 1 to 1000, not "0"/],
      [[...given, "--format", "gif"], /--format must be one of jpg, png, not "gif"/],
    ];
    await Promise.all(wrong.map(async ([args, expected]) => {
      const outcome = await run(["dataset", ...args]);
      assert.equal(outcome.code, 2, args.join(" "));
      assertOneLine(outcome, expected);
    }));
    assert.deepEqual(await namesIn(folder), ["photos"]);
  });
});

for (const [signal, expected] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test({
    name: `unblend dataset create, stopped by ${signal}, writes nothing and exits ${expected}`,
    ignore: Deno.build.os === "windows",
    fn: () =>
      withPhotos(40, async (photos, output, folder) => {
        const args = ["-i", photos, "-o", output, "--size=16", "--crops=100", "--split=100,0,0"];
        const process = unblend(["dataset", "create", ...args]).spawn();
        let heard = "";
        for await (const text of process.stderr.pipeThrough(new TextDecoderStream())) {
          if (heard === "") process.kill(signal);
          heard += text;
        }
        assert.match(heard, /^1 of \d+ photos and mixtures[^\n]*\n[^]*Stopped; wrote nothing\n$/);
        await process.stdout.cancel();
        assert.equal((await process.status).code, expected);
        assert.deepEqual(await namesIn(folder), ["photos"]);
      }),
  });
}
