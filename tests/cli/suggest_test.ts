import assert from "node:assert/strict";
import { suggest } from "../../src/cli/suggest.ts";

const NAMES = ["size", "steps", "seed", "preview", "force"];

Deno.test("suggest() finds the name that a slip of the keys was meant to be", () => {
  assert.equal(suggest("stpes", NAMES), "steps");
  assert.equal(suggest("step", NAMES), "steps");
  assert.equal(suggest("seeds", NAMES), "seed");
  assert.equal(suggest("resize", NAMES), "size");
});

Deno.test("suggest() finds the name of which only the beginning was typed", () => {
  assert.equal(suggest("pre", NAMES), "preview");
});

Deno.test("suggest() has nothing to say when no name is near", () => {
  assert.equal(suggest("verbose", NAMES), undefined);
  assert.equal(suggest("x", NAMES), undefined);
});
