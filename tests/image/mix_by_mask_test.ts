import assert from "node:assert/strict";
import { evenMask } from "../../src/image/even_mask.ts";
import { mixPictures } from "../../src/image/mix.ts";
import { eachMixed, mixByMask } from "../../src/image/mix_by_mask.ts";
import { SRGB_CURVE } from "../../src/image/tone_curve.ts";
import { near, noise, rows } from "../metrics/pictures.ts";

const [A, B] = [noise(9, 7, 1), noise(9, 7, 2)];

Deno.test("mixByMask() takes of layer 1 what the mask says, and the rest of layer 2", () => {
  const mixture = mixByMask([rows([1, 1, 0.5]), rows([0, 0.5, 0.5])], rows([0.25, 0.75, 0.3]));
  const expected = [0.25, 0.75 + 0.25 * 0.5, 0.5];
  expected.forEach((v, i) => assert.ok(near(mixture.data[i] as number, v, 1e-7)));
});

Deno.test("mixByMask() has one mask for all channels", () => {
  const mask = { ...evenMask(A, 0), data: Float32Array.from({ length: 63 }, (_, i) => i % 2) };
  const { data } = mixByMask([A, B], mask);
  data.forEach((v, i) => assert.equal(v, (i % 63 % 2 ? A : B).data[i]));
});

Deno.test("mixByMask() by an even mask is the mixture of that share", () => {
  for (const share of [0, 0.3, 0.5, 1]) {
    const expected = mixPictures(A, B, share);
    mixByMask([A, B], evenMask(A, share)).data.forEach((v, i) =>
      assert.ok(near(v, expected.data[i] as number, 1e-6))
    );
  }
});

Deno.test("mixByMask() in light adds what the curves make of the layers, and stores it by them", () => {
  const [black, white] = [rows([0, 0, 0]), rows([1, 1, 1])];
  const square = { decode: (v: number) => v ** 2, encode: Math.sqrt };
  const { data } = mixByMask([white, black], rows([0.25, 0.64, 1]), {
    space: "linear",
    curves: [square],
  });
  assert.deepEqual(data, Float32Array.of(0.5, 0.8, 1));
});

Deno.test("eachMixed() tells what mixByMask() makes, bit by bit", () => {
  const mask = evenMask(A, 0.3);
  for (const space of ["srgb", "linear"] as const) {
    const values = { space, curves: [SRGB_CURVE] };
    const told: number[] = [];
    eachMixed([A, B], mask, values, (value, i) => told[i] = value);
    assert.deepEqual(told, [...mixByMask([A, B], mask, values).data]);
  }
});
