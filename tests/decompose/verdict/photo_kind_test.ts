import assert from "node:assert/strict";
import { loadFixtures } from "../../../fixtures/fixtures.ts";
import { photoKind } from "../../../src/decompose/verdict/photo_kind.ts";
import { findDoubling } from "../../../src/decompose/verdict/self_similarity.ts";
import { clipPicture } from "../../../src/image/clip_picture.ts";
import { mirror } from "../../../src/image/mirror.ts";
import { mixPictures } from "../../../src/image/mix.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { map, noise, picture } from "../../metrics/pictures.ts";

const fixtures = await loadFixtures();
const photo = await resizePicture(
  fixtures[0]?.layers[0] as Picture,
  { width: 128, height: 128 },
);

/** A photo, mixed with what another place of it shows. */
function withItself(from: (x: number, y: number) => readonly [number, number]): Picture {
  const { width, height } = photo;
  const at = (x: number, y: number, c: number) =>
    photo.data[(c * height + mirror(y, height)) * width + mirror(x, width)] as number;
  const other = picture(width, height, (x, y, c) => at(...from(x, y), c));
  return mixPictures(photo, other, 0.5);
}

Deno.test("photoKind() tells that a photo is blank, with the noise of eight bits or without", async () => {
  for (const value of [0, 0.5, 1]) {
    assert.equal((await photoKind(picture(64, 48, () => value))).kind, "blank");
  }
  const random = noise(200, 200, 1);
  const grainy = map(random, (v) => 0.5 + (v - 0.5) / 128);
  assert.equal((await photoKind(grainy)).kind, "blank");
});

Deno.test("photoKind() takes every mixture of the fixtures for a mixture", async () => {
  for (const { name, mixture } of fixtures) {
    assert.equal((await photoKind(mixture)).kind, "mixture", name);
  }
});

Deno.test("photoKind() takes a mixture for a mixture, however its contrast was stretched", async () => {
  for (const { name, mixture } of fixtures.slice(0, 4)) {
    const [least, most] = [0.15, 0.85];
    const stretched = clipPicture(map(mixture, (v) => (v - least) / (most - least)));
    assert.equal((await photoKind(stretched)).kind, "mixture", name);
  }
});

Deno.test("photoKind() finds odds of one scene that are higher for layers than for their mixture", async () => {
  for (const { name, mixture, layers } of fixtures.filter(({ kind }) => kind === "photo")) {
    const [two, a, b] = await Promise.all([mixture, ...layers].map(photoKind));
    assert.ok(Math.max(a?.oneScene ?? 0, b?.oneScene ?? 0) > (two?.oneScene ?? 0), name);
  }
});

Deno.test("photoKind() tells of a photo that is mixed with itself how", async () => {
  const cases = [
    ["moved", withItself((x, y) => [x + 5, y + 3])],
    ["moved", withItself((x, y) => [x, y - 10])],
    ["mirrored", withItself((x, y) => [photo.width - 1 - x, y])],
    ["mirrored", withItself((x, y) => [photo.width - 7 - x, y])],
    ["upside-down", withItself((x, y) => [x, photo.height - 1 - y])],
    ["turned", withItself((x, y) => [photo.width - 1 - x, photo.height - 1 - y])],
  ] as const;
  for (const [kind, mixture] of cases) {
    const found = await photoKind(mixture);
    assert.equal(found.kind, "single", kind);
    assert.equal(found.doubling?.kind, kind);
  }
});

Deno.test("findDoubling() finds no copy in noise, nor in stripes, which have many", () => {
  assert.equal(findDoubling(noise(64, 64, 2)), undefined);
  const grain = noise(64, 64, 3);
  const stripes = map(grain, (v, i) => ((i % 64) % 6 < 3 ? 0.2 : 0.7) + 0.1 * v);
  assert.notEqual(findDoubling(stripes)?.kind, "moved");
});

Deno.test("findDoubling() finds no copy in a flat picture", () => {
  assert.equal(findDoubling(picture(32, 32, () => 0.5)), undefined);
});
