import assert from "node:assert/strict";
import { retouch } from "../../src/decompose/retouch.ts";
import { near, noise, rows } from "../metrics/pictures.ts";

const [PHOTO, A, B] = [noise(10, 8, 1), noise(10, 8, 2), noise(10, 8, 3)];

Deno.test("retouch() leaves layer 1 at 100, the photo at 0 and layer 2 at -100, bit by bit", () => {
  assert.deepEqual(retouch(PHOTO, [A, B], 100), A);
  assert.deepEqual(retouch(PHOTO, [A, B], 0), PHOTO);
  assert.deepEqual(retouch(PHOTO, [A, B], -0), PHOTO);
  assert.deepEqual(retouch(PHOTO, [A, B], -100), B);
});

Deno.test("retouch() goes straight from the one to the other", () => {
  const [photo, first, second] = [rows([0.5, 0.5]), rows([0.9, 0.1]), rows([0, 1])] as const;
  for (
    const [strength, expected] of [
      [25, [0.6, 0.4]],
      [50, [0.7, 0.3]],
      [-50, [0.25, 0.75]],
      [-10, [0.45, 0.55]],
    ] as const
  ) {
    const { data } = retouch(photo, [first, second], strength);
    expected.forEach((v, i) => assert.ok(near(data[i] as number, v, 1e-6), `${strength}: ${data}`));
  }
});

Deno.test("retouch() stays within what photo and layers are", () => {
  for (const strength of [-99.9, -33, 0.1, 66, 100]) {
    const { data } = retouch(PHOTO, [A, B], strength);
    const target = strength < 0 ? B : A;
    data.forEach((v, i) => {
      const ends = [PHOTO.data[i] as number, target.data[i] as number];
      assert.ok(v >= Math.min(...ends) - 1e-7 && v <= Math.max(...ends) + 1e-7);
    });
  }
});
