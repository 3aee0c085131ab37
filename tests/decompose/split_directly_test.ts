import assert from "node:assert/strict";
import type { DirectRecipe, DirectTask } from "../../src/decompose/recipe.ts";
import { splitDirectly } from "../../src/decompose/split_directly.ts";
import { evenMask } from "../../src/image/even_mask.ts";
import { mixByMask } from "../../src/image/mix_by_mask.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { toSpace } from "../../src/image/space.ts";
import { strokes } from "../image/strokes.ts";
import { map, near, noise, picture } from "../metrics/pictures.ts";
import { LIGHT, STORED } from "./photo_values.ts";

const PHOTO = noise(20, 18, 1);
const OTHER = noise(20, 18, 2);
const HINT = { first: strokes(20, 18, (x) => x < 3), second: strokes(20, 18, (x) => x > 16) };

/** Half of each photo is black: layer 1 has all of its light, at a mask of 0.5. */
const HALVES: DirectRecipe = {
  kind: "direct",
  summary: "",
  example: "",
  photos: [1, 2],
  separate: ({ photos: [first, ...others] }: DirectTask) => {
    const halves = (photo: typeof first) => ({
      layers: [map(photo, (v) => Math.min(1, 2 * v)), map(photo, (v) => Math.max(0, 2 * v - 1))],
      mask: evenMask(photo, 0.5),
    } as const);
    return { ...halves(first), more: others.map(halves), certainty: 0.6, found: { halves: 2 } };
  },
};

Deno.test("splitDirectly() answers what the recipe found, and that nothing else computed", async () => {
  const { pictures, more, verdict, working, ...rest } = await splitDirectly(
    HALVES,
    { photos: [PHOTO], hint: undefined },
    STORED,
  );
  const losses = { steps: [], terms: {} };
  assert.deepEqual(rest, {
    engine: null,
    weights: null,
    tiles: null,
    found: { halves: 2 },
    stepsDone: 0,
    losses,
  });
  assert.deepEqual(more, []);
  const { score, words, kind } = verdict;
  assert.deepEqual({ score, words, kind }, { score: 0.6, words: "partly", kind: "mixture" });
  assert.deepEqual(working, evenMask(PHOTO, 0.5));
  assert.deepEqual(pictures.layers[0], map(PHOTO, (v) => Math.min(1, 2 * v)));
  mixByMask(pictures.layers, pictures.mask).data.forEach((v, i) =>
    assert.ok(near(v, PHOTO.data[i] as number, 1e-6))
  );
});

Deno.test("splitDirectly() answers each further photo with layers of its own, and adds them up", async () => {
  const { more } = await splitDirectly(
    HALVES,
    { photos: [PHOTO, OTHER], hint: undefined },
    STORED,
  );
  assert.equal(more.length, 1);
  assert.deepEqual(more[0]?.layers[0], map(OTHER, (v) => Math.min(1, 2 * v)));
  const [own] = more;
  assert.ok(own);
  assert.equal(own.photo, OTHER);
  mixByMask(own.layers, own.mask).data.forEach((v, i) =>
    assert.ok(near(v, OTHER.data[i] as number, 1e-6))
  );
});

Deno.test("splitDirectly() hands the recipe light, and answers in sRGB what adds up in light", async () => {
  let seen: DirectTask | undefined;
  const recipe = {
    ...HALVES,
    separate: (task: DirectTask) => HALVES.separate(seen = task),
  };
  const { pictures, more } = await splitDirectly(
    recipe,
    { photos: [PHOTO, OTHER], hint: HINT },
    LIGHT,
  );
  assert.deepEqual(seen, {
    photos: [toSpace(PHOTO, "linear"), toSpace(OTHER, "linear")],
    hint: HINT,
  });
  for (const [photo, { layers: [a, b] }] of [[PHOTO, pictures], [OTHER, more[0]!]] as const) {
    mixPictures(a, b, 0.5, "linear").data.forEach((v, i) =>
      assert.ok(near(v, photo.data[i] as number, 1e-5))
    );
  }
});

Deno.test("splitDirectly() is sure of nothing where the photo is blank", async () => {
  const blank = picture(20, 18, () => 0.7);
  const { verdict } = await splitDirectly(HALVES, { photos: [blank], hint: undefined }, STORED);
  assert.deepEqual([verdict.score, verdict.kind], [0, "blank"]);
});
