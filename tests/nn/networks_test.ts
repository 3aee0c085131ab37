import assert from "node:assert/strict";
import { concat, input } from "../../src/graph/mod.ts";
import { NETWORKS } from "../../src/learn/training/networks.ts";
import { buildNetwork, multipleOf, type NetworkDescription } from "../../src/nn/networks.ts";
import { Parameters } from "../../src/nn/parameters.ts";
import { Random } from "../../src/random.ts";
import { assertClose } from "../graph/central_differences.ts";
import { runNet } from "./run_net.ts";
import { idleParameters, MULTIPLE, TINY } from "./tiny_networks.ts";

/** Both layers behind each other, [n,6,h,w], of pictures of 8 x 12 with such values. */
function layersOf(network: NetworkDescription, n: number, value: (i: number) => number) {
  return runNet([n, 3, 8, 12], (x, p) => concat(buildNetwork(network, x, p), 1), { value }).values;
}

for (const [kind, network] of Object.entries(TINY)) {
  Deno.test(`buildNetwork() of kind ${kind} yields two layers of the photos' own shape`, () => {
    for (const shape of [[1, 3, 4, 4], [2, 3, 8, 12]]) {
      const layers = buildNetwork(network, input(shape), new Parameters(new Random(0)));
      assert.deepEqual(layers.map((layer) => layer.shape), [shape, shape]);
    }
  });

  Deno.test(`buildNetwork() of kind ${kind} yields layers that differ, by all of the photo`, () => {
    const random = new Random(1);
    const values = layersOf(network, 1, () => random.uniform());
    const [first, second] = [values.slice(0, 288), values.slice(288)];
    assert.ok(first.every((v, i) => v !== second[i]));
    assert.ok(new Set(first).size > 200, "a layer is not flat");
  });

  Deno.test(`buildNetwork() of kind ${kind} computes the same for a photo alone as in a batch`, () => {
    const random = new Random(2);
    // Of different brightness and contrast: what is averaged over the batch would be neither's.
    const photos = [0.2, 1].map((most) =>
      Float64Array.from({ length: 288 }, () => most * random.uniform())
    );
    const all = photos.flatMap((photo) => [...photo]);
    const together = layersOf(network, 2, (i) => all[i] as number);
    const alone = photos.flatMap((photo) => [...layersOf(network, 1, (i) => photo[i] as number)]);
    assertClose(together, alone, 1e-12);
  });

  Deno.test(`buildNetwork() of kind ${kind} has no parameter that does nothing`, () => {
    const idle = idleParameters([2, 3, 8, 8], (x, p) => buildNetwork(network, x, p));
    assert.deepEqual(idle, []);
  });
}

Deno.test("multipleOf() is what sides must be multiples of, no more and no less", () => {
  const builds = (network: NetworkDescription, height: number, width: number) => {
    try {
      buildNetwork(network, input([1, 3, height, width]), new Parameters(new Random(0)));
      return true;
    } catch {
      return false;
    }
  };
  for (const network of Object.values(TINY)) {
    assert.equal(multipleOf(network), MULTIPLE);
    for (let side = 1; side <= 3 * MULTIPLE; side++) {
      assert.equal(
        builds(network, side, MULTIPLE),
        side % MULTIPLE === 0,
        `${network.kind} ${side}`,
      );
      assert.equal(
        builds(network, MULTIPLE, side),
        side % MULTIPLE === 0,
        `${network.kind} ${side}`,
      );
    }
  }
});

Deno.test("multipleOf() of the networks that can be trained divides the 128 pixels they are trained on", () => {
  for (const network of Object.values(NETWORKS)) {
    const parameters = new Parameters(new Random(0));
    assert.equal(128 % multipleOf(network), 0);
    const [layer] = buildNetwork(network, input([1, 3, 128, 128]), parameters);
    assert.deepEqual(layer.shape, [1, 3, 128, 128]);
  }
});
