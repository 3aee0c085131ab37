import assert from "node:assert/strict";
import { sourcesOf } from "../../src/decompose/sources.ts";
import { UserError } from "../../src/errors.ts";
import { noise } from "../metrics/pictures.ts";

Deno.test("sourcesOf() makes a list of one of a path, of bytes and of pixels", () => {
  for (const source of ["photo.jpg", "", new Uint8Array(9), new Uint8Array(0), noise(3, 2, 1)]) {
    assert.deepEqual(sourcesOf(source), [source]);
  }
});

Deno.test("sourcesOf() leaves a list as it is, in its order", () => {
  const sources = ["b.jpg", noise(3, 2, 1), "a.jpg", new Uint8Array(3)];
  assert.deepEqual(sourcesOf(sources), sources);
  assert.deepEqual(sourcesOf(["only.jpg"]), ["only.jpg"]);
});

Deno.test("sourcesOf() refuses a list of none", () => {
  assert.throws(() => sourcesOf([]), (error) => {
    assert.ok(error instanceof UserError);
    assert.match(error.message, /no photo: give at least one/);
    return true;
  });
});
