import assert from "node:assert/strict";
import {
  chooseLabels,
  costOf,
  type LabelGraph,
} from "../../../src/decompose/watermark/label_graph.ts";
import { Random } from "../../../src/random.ts";

/** A chain of nodes, each linked to the next, with random costs. */
function chain(nodes: number, labels: number, seed: number): LabelGraph {
  const random = new Random(seed);
  const costs = (length: number) => Float32Array.from({ length }, () => random.uniform());
  return {
    labels,
    nodeCosts: costs(nodes * labels),
    first: Int32Array.from({ length: nodes - 1 }, (_, i) => i),
    second: Int32Array.from({ length: nodes - 1 }, (_, i) => i + 1),
    linkCosts: costs((nodes - 1) * labels ** 2),
  };
}

Deno.test("costOf() adds what nodes and links cost", () => {
  const graph = {
    labels: 2,
    nodeCosts: Float32Array.of(1, 2, 4, 8),
    first: Int32Array.of(0),
    second: Int32Array.of(1),
    linkCosts: Float32Array.of(16, 32, 64, 128),
  };
  assert.equal(costOf(graph, Uint8Array.of(0, 1)), 1 + 8 + 32);
  assert.equal(costOf(graph, Uint8Array.of(1, 0)), 2 + 4 + 64);
});

Deno.test("chooseLabels() finds the least cost of a chain, as trying all labels does", () => {
  for (let seed = 0; seed < 20; seed++) {
    const graph = chain(5, 3, seed);
    const all = Array.from(
      { length: 3 ** 5 },
      (_, n) => Uint8Array.from({ length: 5 }, (_, i) => Math.floor(n / 3 ** i) % 3),
    );
    const least = Math.min(...all.map((labels) => costOf(graph, labels)));
    assert.ok(costOf(graph, chooseLabels(graph, 10)) < least + 1e-5);
  }
});
