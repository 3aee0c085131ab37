import assert from "node:assert/strict";
import { makeAnswer } from "../../src/decompose/answer.ts";
import { mixByMask } from "../../src/image/mix_by_mask.ts";
import type { Picture } from "../../src/image/picture.ts";
import { Random } from "../../src/random.ts";
import { map, noise, picture } from "../metrics/pictures.ts";
import { STORED } from "./photo_values.ts";

/** A mask of one value. */
function share(value: number, { width, height }: Picture): Picture {
  return { data: new Float32Array(width * height).fill(value), channels: 1, height, width };
}

/** Fitted layers that differ by so much everywhere, and are half of the photo each. */
function fitted(difference: number, photo: Picture, mask = share(0.5, photo)) {
  const [a, b] = [difference / 2, -difference / 2].map((d) => map(photo, () => 0.5 + d));
  return { layers: [a, b] as [Picture, Picture], mask };
}

/** The mean of the squares. */
function power(values: Float32Array): number {
  return values.reduce((sum, v) => sum + v ** 2, 0) / values.length;
}

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  return Math.sqrt(power(values.map((v) => v - mean)));
}

function difference([a, b]: readonly [Picture, Picture]): Float32Array {
  return a.data.map((v, i) => v - (b.data[i] as number));
}

/** The largest distance of two lists. */
function apart(a: Float32Array, b: Float32Array): number {
  assert.equal(a.length, b.length);
  return a.reduce((most, v, i) => Math.max(most, Math.abs(v - (b[i] as number))), 0);
}

// Values of 0.3 and 0.7 in stripes: mean 0.5, standard deviation 0.2, and room on either side.
const STRIPES = picture(24, 16, (x) => (x % 2 ? 0.7 : 0.3));

Deno.test("makeAnswer() adds a small difference to the photo and takes it away, by the shares", async () => {
  const { layers: [a, b], mask } = await makeAnswer(
    STRIPES,
    fitted(0.04, STRIPES, share(0.75, STRIPES)),
    { values: STORED, answer: "difference" },
  );
  assert.ok(apart(a.data, STRIPES.data.map((v) => v + 0.25 * 0.04)) < 1e-6);
  assert.ok(apart(b.data, STRIPES.data.map((v) => v - 0.75 * 0.04)) < 1e-6);
  assert.ok(mask.data.every((v) => v === 0.75));
  assert.ok(apart(mixByMask([a, b], mask).data, STRIPES.data) < 1e-6);
});

Deno.test("makeAnswer() scales huge differences down to the same part of the photo's deviation", async () => {
  const answers = await Promise.all(
    [0.9, 0.3, -0.9].map((size) =>
      makeAnswer(STRIPES, fitted(size, STRIPES), {
        values: STORED,
        answer: "difference",
        most: 0.5,
      })
    ),
  );
  const [large, smaller, negative] = answers.map(({ layers }) => difference(layers)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  // At most half of 0.2, but not next to nothing; and as even as what was fitted.
  const [first = NaN] = large;
  assert.ok(first <= 0.1 + 1e-6 && first > 0.05, `${first}`);
  assert.ok(apart(large, large.map(() => first)) < 1e-6);
  assert.ok(apart(smaller, large) < 1e-6);
  assert.ok(apart(negative, large.map((v) => -v)) < 1e-6);
});

Deno.test("makeAnswer() never lets a difference be more than half the photo's standard deviation", async () => {
  const random = new Random(1);
  for (let seed = 0; seed < 20; seed++) {
    const photo = noise(20, 17, seed);
    const layers = [noise(20, 17, 100 + seed), noise(20, 17, 200 + seed)] as [Picture, Picture];
    const mask = { ...share(0, photo), data: photo.data.slice(0, 340).map(() => random.uniform()) };
    const answer = await makeAnswer(photo, { layers, mask }, {
      values: STORED,
      answer: "difference",
      most: 0.5,
    });
    const most = deviation(photo.data) / 2;
    assert.ok(Math.sqrt(power(difference(answer.layers))) <= most * (1 + 1e-6));
    // The two errors that a wrong answer adds: together no more than those of equal shares.
    const errors = answer.layers.map((layer) =>
      power(layer.data.map((v, i) => v - (photo.data[i] as number)))
    );
    assert.ok((errors[0] as number) + (errors[1] as number) <= most ** 2 / 2 * (1 + 1e-6));
  }
});

Deno.test("makeAnswer() of a difference keeps layers in [0, 1] that mix to the photo, whatever the fit", async () => {
  const random = new Random(2);
  // One value in five at an end: black, white, no share, all of it.
  const value = () => random.uniform() < 0.2 ? random.integer(2) : random.uniform();
  for (let round = 0; round < 20; round++) {
    const photo = picture(19, 23, value);
    const mask = { ...share(0, photo), data: Float32Array.from({ length: 19 * 23 }, value) };
    const wild = () => map(photo, () => 6 * random.uniform() - 3);
    const answer = await makeAnswer(photo, { layers: [wild(), wild()], mask }, {
      values: STORED,
      answer: "difference",
    });
    for (const { data } of answer.layers) assert.ok(data.every((v) => v >= 0 && v <= 1));
    const mixed = photo.data.map((_, i) => {
      const m = mask.data[i % mask.data.length] as number;
      const [a, b] = answer.layers.map(({ data }) => data[i] as number) as [number, number];
      return m * a + (1 - m) * b;
    });
    assert.ok(apart(mixed, photo.data) < 1e-6);
    assert.ok(apart(mixByMask(answer.layers, answer.mask).data, photo.data) < 1e-6);
  }
});

Deno.test("makeAnswer() of no difference is the photo twice", async () => {
  const photo = noise(20, 16, 3);
  const { layers, mask } = await makeAnswer(photo, fitted(0, photo), {
    values: STORED,
    answer: "difference",
  });
  assert.deepEqual(layers, [photo, photo]);
  assert.deepEqual(mixByMask(layers, mask), photo);
});

Deno.test("makeAnswer() of a flat photo is the photo twice, whatever the fit", async () => {
  for (const value of [0, 0.25, 1]) {
    const photo = picture(16, 16, () => value);
    const layers = [noise(16, 16, 1), noise(16, 16, 2)] as const;
    for (const difference of [fitted(0, photo), { layers, mask: share(0.5, photo) }]) {
      const answer = await makeAnswer(photo, difference, { values: STORED, answer: "difference" });
      assert.deepEqual(answer.layers, [photo, photo], `${value}`);
    }
  }
});

Deno.test("makeAnswer() of layers is what was fitted, clipped, and its mixture", async () => {
  const photo = picture(16, 16, () => 0.5);
  const layers = [map(photo, () => 0.75), map(photo, (_, i) => (i % 2 ? 1.5 : -0.5))] as const;
  const answer = await makeAnswer(photo, { layers, mask: share(0.25, photo) }, {
    values: STORED,
    answer: "layers",
  });
  assert.deepEqual(answer.layers, [layers[0], map(photo, (_, i) => i % 2)]);
  assert.deepEqual(
    mixByMask(answer.layers, answer.mask),
    map(photo, (_, i) => 0.25 * 0.75 + 0.75 * (i % 2)),
  );
});

for (const kind of ["layers", "difference"] as const) {
  Deno.test(`makeAnswer() of ${kind} has the photo's size, not that of the fit`, async () => {
    const photo = noise(61, 37, 5);
    const small = picture(20, 12, () => 0);
    // Ramps stay ramps when they are enlarged, so what comes out is known.
    const [ramp, flat] = [picture(20, 12, (x) => 0.4 + x * 0.01), map(small, () => 0.5)];
    const mask = share(0.5, small);
    const answer = await makeAnswer(photo, { layers: [ramp, flat], mask }, {
      values: STORED,
      answer: kind,
    });
    for (const { width, height } of [...answer.layers, answer.mask]) {
      assert.deepEqual([width, height], [61, 37]);
    }
    assert.deepEqual([answer.mask.channels, answer.layers[0].channels], [1, 3]);
    const row = difference(answer.layers).slice(61 * 18, 61 * 19);
    assert.ok((row[40] as number) - (row[20] as number) > 0.05);
  });
}

Deno.test("makeAnswer() of a difference keeps the photo's sharpness when the fit was coarse", async () => {
  const photo = picture(64, 64, (x, y) => ((x + y) % 2 ? 0.6 : 0.4));
  const layers = [picture(8, 8, () => 0.52), picture(8, 8, () => 0.48)] as const;
  const answer = await makeAnswer(photo, { layers, mask: share(0.5, layers[0]) }, {
    values: STORED,
    answer: "difference",
  });
  for (const layer of answer.layers) {
    assert.ok(Math.abs(deviation(layer.data) - deviation(photo.data)) < 1e-6);
  }
});
