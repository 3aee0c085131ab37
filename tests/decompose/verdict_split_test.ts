import assert from "node:assert/strict";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { split } from "../../mod.ts";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { resizePicture } from "../../src/image/resize_picture.ts";
import { noise, picture } from "../metrics/pictures.ts";
import { photoOf, SHORT } from "./split_cases.ts";

/** What the default recipe can answer by. */
const WAYS = [
  { method: "unet" },
  SHORT,
  { ...SHORT, init: "none" },
] as const;

Deno.test("split() says of a blank photo that there is nothing in it, whatever answers", async () => {
  for (const options of WAYS) {
    const { report: { verdict } } = await split(picture(32, 24, () => 0.5), options);
    const { score, kind, words } = verdict;
    assert.deepEqual({ score, kind, words }, {
      score: 0,
      kind: "blank",
      words: "could not be separated: the photo is blank",
    });
  }
});

Deno.test("split() says of a photo that is mixed with its own mirror image that it is", async () => {
  const [path] = layerPaths("two-people");
  const half = clipPicture(await resizePicture(await readPicture(path), { width: 96, height: 96 }));
  const { width } = half;
  const data = half.data.map((_, i) => half.data[i - i % width + width - 1 - i % width] as number);
  const mixture = mixPictures(half, { ...half, data }, 0.5);
  for (const options of WAYS.slice(0, 2)) {
    const { report: { verdict } } = await split(mixture, options);
    const { score, kind, words } = verdict;
    assert.deepEqual({ score, kind, words }, {
      score: 0,
      kind: "single",
      words: "could not be separated: the photo is one scene and its own copy, mirrored",
    });
  }
});

Deno.test("split() has a score within [0, 1], words that go with it, and evidence", async () => {
  for (
    const [photo, ways] of [[await photoOf(48, 40), WAYS], [
      noise(32, 32, 1),
      WAYS.slice(0, 1),
    ]] as const
  ) {
    for (const options of ways) {
      const { report: { verdict } } = await split(photo, options);
      const { score, words, kind, evidence } = verdict;
      assert.ok(score >= 0 && score <= 1, `${score}`);
      const beginning = score >= 0.75
        ? "separated"
        : score >= 0.4
        ? "partly"
        : "could not be separated";
      assert.ok(words.startsWith(beginning), `${score}: ${words}`);
      assert.ok(kind === "mixture" || score === 0);
      assert.ok(Number.isFinite(evidence.distance) && Number.isFinite(evidence.oneScene));
      // How steady the network is, is known where it was asked.
      assert.equal(evidence.unsteadiness !== null, !("init" in options));
    }
  }
});
