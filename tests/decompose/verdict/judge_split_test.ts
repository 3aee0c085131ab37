import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { Separator } from "../../../src/decompose/separator.ts";
import { judgeSplit, wordsFor } from "../../../src/decompose/verdict/judge_split.ts";
import { unsteadiness } from "../../../src/decompose/verdict/unsteadiness.ts";
import { clipPicture } from "../../../src/image/clip_picture.ts";
import { mixPictures } from "../../../src/image/mix.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { onnxEngine } from "../../../src/runtime/onnx/onnx_engine.ts";
import { loadWeights } from "../../../src/weights/load_weights.ts";
import { noise, picture } from "../../metrics/pictures.ts";

const fixtures = await loadFixtures();
const fixture = (name: string) => {
  const found = fixtures.find((fixture) => fixture.name === name);
  if (!found) throw new Error(`No fixture ${name}`);
  return found;
};

Deno.test("judgeSplit() scores fixtures that come apart above one that does not", async () => {
  const separator = new Separator(await loadWeights(), onnxEngine({ threads: 1 }));
  const separate = (photo: Picture) => separator.separate(photo);
  const judge = async (name: string) => {
    const photo = await resizePicture(fixture(name).mixture, { width: 128, height: 128 });
    const layers = await separate(photo);
    return await judgeSplit({
      photo: clipPicture(photo),
      layers,
      unsteadiness: await unsteadiness(photo, layers, separate),
    });
  };
  try {
    // Paired PSNR above the copy's: 7.2, 6.6 and -0.1 dB.
    const [coast, owl, people] = [
      await judge("balloon-coast"),
      await judge("owl-acanthus"),
      await judge("two-people"),
    ];
    assert.equal(coast.words, "separated");
    assert.equal(owl.words, "separated");
    assert.equal(people.words, "could not be separated: the two layers look alike");
    assert.ok(Math.min(coast.score, owl.score) > people.score + 0.3);
  } finally {
    await separator.release();
  }
});

Deno.test("judgeSplit() of a blank photo says so, with a score of 0", async () => {
  const photo = picture(32, 32, () => 0.7);
  const { score, kind, words } = await judgeSplit({ photo, layers: [photo, photo] });
  assert.deepEqual({ score, kind, words }, {
    score: 0,
    kind: "blank",
    words: "could not be separated: the photo is blank",
  });
});

Deno.test("judgeSplit() of the photo, answered twice, has a score of 0", async () => {
  const photo = fixture("parrot-tulips").mixture;
  const { score, kind, words, evidence } = await judgeSplit({ photo, layers: [photo, photo] });
  assert.equal(score, 0);
  assert.equal(kind, "mixture");
  assert.equal(words, "could not be separated: the two layers look alike");
  assert.equal(evidence.distance, 0);
  assert.equal(evidence.unsteadiness, null);
});

Deno.test("judgeSplit() of a photo and its mirror image tells so", async () => {
  const { layers: [photo] } = fixture("two-people");
  const { width } = photo;
  const data = photo.data.map((_, i) =>
    photo.data[i - i % width + width - 1 - i % width] as number
  );
  const mixture = mixPictures(photo, { ...photo, data }, 0.5);
  const { score, words } = await judgeSplit({ photo: mixture, layers: [photo, photo] });
  assert.equal(score, 0);
  assert.equal(words, "could not be separated: the photo is one scene and its own copy, mirrored");
});

Deno.test("judgeSplit() trusts an answer less the more it wavers, and the nearer it is to the photo", async () => {
  const { mixture: photo, layers: [a, b] } = fixture("coffee-boats");
  const score = async (unsteadiness: number, share: number) => {
    const layers = [mixPictures(a, photo, share), mixPictures(b, photo, share)] as const;
    return (await judgeSplit({ photo, layers, unsteadiness })).score;
  };
  assert.ok(await score(0.01, 1) > await score(0.1, 1));
  assert.ok(await score(0.01, 1) > await score(0.01, 0.3));
});

Deno.test("judgeSplit() has scores in [0, 1], whatever the pictures", async () => {
  for (let seed = 0; seed < 12; seed++) {
    const photo = noise(24, 20, 3 * seed);
    const layers = [noise(24, 20, 3 * seed + 1), noise(24, 20, 3 * seed + 2)] as const;
    for (const unsteadiness of [undefined, 0, 0.5, 1]) {
      const { score } = await judgeSplit({ photo, layers, unsteadiness });
      assert.ok(score >= 0 && score <= 1, `${score}`);
    }
  }
});

Deno.test("wordsFor() says separated from 0.75, and partly from 0.4", () => {
  assert.deepEqual([1, 0.75, 0.749, 0.4].map(wordsFor), [
    "separated",
    "separated",
    "partly",
    "partly",
  ]);
  assert.match(wordsFor(0.399), /^could not be separated/);
});
