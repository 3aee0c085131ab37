import assert from "node:assert/strict";
import { crossroadLoss } from "../../src/losses/crossroad.ts";
import { assertGradients } from "../graph/central_differences.ts";
import { type LayerPair, pixels, randomLayers, valueOf } from "./batches.ts";

Deno.test("crossroadLoss() is the mean absolute difference under the better order, by hand", () => {
  // As they are: 0.5 and 0.75; crossed: 0.25 and 0.
  const layers = [pixels([0, 1]), pixels([1, 1])] as const;
  const truth = [pixels([1, 1]), pixels([0, 0.5])] as const;
  assert.equal(valueOf(crossroadLoss(layers, truth)), 0.125);
});

Deno.test("crossroadLoss() chooses the order for each picture of a batch", () => {
  // The first as above; the second is right as it is, and 0.5 off if crossed.
  const layers = [pixels([0, 1], [0.75, 0.75]), pixels([1, 1], [0.25, 0.25])] as const;
  const truth = [pixels([1, 1], [0.75, 0.75]), pixels([0, 0.5], [0.25, 0.25])] as const;
  assert.equal(valueOf(crossroadLoss(layers, truth)), 0.125 / 2);
});

Deno.test("crossroadLoss() does not care for the order of layers or of truth", () => {
  for (const seed of [1, 2, 3]) {
    const { layers, truth, feeds } = randomLayers(seed);
    const other = ([a, b]: LayerPair) => [b, a] as const;
    const expected = valueOf(crossroadLoss(layers, truth), feeds);
    assert.ok(expected > 0.1);
    for (const [a, b] of [[other(layers), truth], [layers, other(truth)]] as const) {
      assert.ok(Math.abs(valueOf(crossroadLoss(a, b), feeds) - expected) < 1e-12);
    }
  }
});

Deno.test("crossroadLoss() is zero for the true layers in the other order alone", () => {
  const { layers: [a, b], truth: [c], feeds } = randomLayers(4);
  assert.equal(valueOf(crossroadLoss([a, b], [b, a]), feeds), 0);
  assert.ok(valueOf(crossroadLoss([a, b], [b, c]), feeds) > 0.1);
});

Deno.test("crossroadLoss() has the gradient that central differences give", () => {
  const { layers, truth, feeds } = randomLayers(5, [2, 1, 2, 3]);
  assertGradients(crossroadLoss(layers, truth), feeds);
});
