import assert from "node:assert/strict";
import { constant } from "../../src/graph/mod.ts";
import { l1Loss, mseLoss } from "../../src/losses/reconstruction.ts";
import { evaluate } from "../graph/reference.ts";

const a = constant([0, 0.5, 1, 1], [1, 1, 2, 2]);
const b = constant([0, 1, 0, 0.5], [1, 1, 2, 2]);

Deno.test("l1Loss() is the mean absolute difference", () => {
  assert.equal(evaluate([l1Loss(a, b)], new Map())[0]?.[0], 0.5);
});

Deno.test("mseLoss() is the mean squared difference", () => {
  assert.equal(evaluate([mseLoss(a, b)], new Map())[0]?.[0], 0.375);
});
