import assert from "node:assert/strict";
import * as graph from "../../src/graph/mod.ts";
import { draw, OPERATOR_CASES } from "./operator_cases.ts";
import { KERNELS } from "./reference.ts";

/** Functions of src/graph that are not operators; some make several nodes of other operators. */
const HELPERS = [
  "Tensor",
  "ShapeError",
  "broadcastShapes",
  "filterSize",
  "fromPatches",
  "formatShape",
  "gradients",
  "input",
  "interpolationMatrix",
  "listOf",
  "mean",
  "numberOf",
  "sameShape",
  "sizeOf",
  "sumTo",
  "targetSize",
  "toPatches",
  "topological",
];

const outputs = OPERATOR_CASES.map((operatorCase) => draw(operatorCase, 1).output);

Deno.test("OPERATOR_CASES covers every operator that the reference has a kernel for", () => {
  // A constant is applied to nothing: it occurs among the operands of others.
  const covered = new Set(graph.topological(outputs).map((node) => node.operator.name));
  const missing = [...KERNELS.keys()].filter((name) => !covered.has(name));
  assert.deepEqual(missing, []);
});

Deno.test("OPERATOR_CASES names each case after the operator that its output is made by", () => {
  for (const [i, output] of outputs.entries()) {
    const name = OPERATOR_CASES[i]?.name.split("(")[0]?.replace("broadcastTo", "broadcast");
    assert.equal(output.operator.name, name);
  }
});

Deno.test("OPERATOR_CASES has no two cases of the same name", () => {
  const names = OPERATOR_CASES.map(({ name }) => name);
  assert.deepEqual(names, [...new Set(names)]);
});

Deno.test("KERNELS has every operator function that src/graph exports", () => {
  const functions = Object.entries(graph)
    .filter(([name, value]) => typeof value === "function" && !HELPERS.includes(name))
    .map(([name]) => (name === "broadcastTo" ? "broadcast" : name));
  assert.deepEqual(functions.toSorted(), [...KERNELS.keys()].toSorted());
});

Deno.test("draw() draws the same case for the same seed and another for another", () => {
  const [operatorCase] = OPERATOR_CASES;
  assert.ok(operatorCase);
  const values = (seed: number) => [...draw(operatorCase, seed).random.feeds.values()];
  assert.deepEqual(values(1), values(1));
  assert.notDeepEqual(values(1), values(2));
});
