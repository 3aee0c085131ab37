import assert from "node:assert/strict";
import { clipPicture } from "../../src/image/clip_picture.ts";
import { rows } from "../metrics/pictures.ts";

Deno.test("clipPicture() brings values to the nearest in [0, 1], and leaves those that are within", () => {
  const clipped = clipPicture(rows([-Infinity, -0.5, 0, 0.25], [1, 1.5, Infinity, 0.75]));
  assert.deepEqual(clipped, rows([0, 0, 0, 0.25], [1, 1, 1, 0.75]));
});

Deno.test("clipPicture() makes a new picture, and hides no NaN", () => {
  const picture = rows([2, NaN]);
  assert.deepEqual([...clipPicture(picture).data], [1, NaN]);
  assert.deepEqual([...picture.data], [2, NaN]);
});
