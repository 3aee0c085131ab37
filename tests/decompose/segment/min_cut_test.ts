import assert from "node:assert/strict";
import { contrastEdges } from "../../../src/decompose/segment/contrast_edges.ts";
import { type Grid, NEIGHBOURS } from "../../../src/decompose/segment/grid.ts";
import { minCut } from "../../../src/decompose/segment/min_cut.ts";
import { Random } from "../../../src/random.ts";

/** Edges of random strength, a fifth of them 0. */
function randomGrid(width: number, height: number, random: Random): Grid {
  const pixels = width * height;
  const edges = new Float32Array(8 * pixels);
  for (let i = 0; i < pixels; i++) {
    NEIGHBOURS.slice(0, 4).forEach(([dx, dy], d) => {
      const [x, y] = [i % width + dx, Math.floor(i / width) + dy];
      if (x < 0 || y < 0 || x >= width || y >= height || random.uniform() < 0.2) return;
      const j = y * width + x;
      edges[d * pixels + i] = edges[(7 - d) * pixels + j] = random.uniform();
    });
  }
  return { edges, height, width };
}

/** What a division costs. */
function cost({ edges, height, width }: Grid, preference: Float32Array, side: readonly number[]) {
  const pixels = width * height;
  let sum = 0;
  for (let i = 0; i < pixels; i++) {
    const wanted = preference[i] as number;
    sum += side[i] ? Math.max(0, -wanted) : Math.max(0, wanted);
    for (let d = 0; d < 4; d++) {
      const strength = edges[d * pixels + i] as number;
      const [dx, dy] = NEIGHBOURS[d] as readonly [number, number];
      if (strength > 0 && side[i] !== side[i + dy * width + dx]) sum += strength;
    }
  }
  return sum;
}

Deno.test("minCut() is as cheap as the cheapest of all divisions of a small grid", () => {
  for (let seed = 0; seed < 60; seed++) {
    const random = new Random(seed);
    const grid = randomGrid(2 + random.integer(3), 2 + random.integer(2), random);
    const pixels = grid.width * grid.height;
    const preference = new Float32Array(pixels).map(() =>
      random.uniform() < 0.3 ? 0 : random.normal()
    );
    let least = Infinity;
    for (let division = 0; division < 2 ** pixels; division++) {
      const side = Array.from({ length: pixels }, (_, i) => division >> i & 1);
      least = Math.min(least, cost(grid, preference, side));
    }
    const found = cost(grid, preference, [...minCut(grid, preference)]);
    assert.ok(Math.abs(found - least) < 1e-5, `seed ${seed}: ${found}, not ${least}`);
  }
});

Deno.test("minCut() gives each pixel its own side where no edge holds", () => {
  const grid = { edges: new Float32Array(8 * 4), height: 2, width: 2 };
  assert.deepEqual([...minCut(grid, Float32Array.of(1, -1, 2, -3))], [1, 0, 1, 0]);
});

Deno.test("contrastEdges() holds equal neighbours by the whole smoothness, and lets edges go", () => {
  // Black, black, white: squares 0 and 1 between neighbours, so beta = 1 / (2 * 1/2) = 1.
  const lab = {
    data: Float32Array.of(0, 0, 1, 0, 0, 0, 0, 0, 0),
    channels: 3,
    height: 1,
    width: 3,
  };
  const { edges } = contrastEdges(lab, 10);
  const right = edges.subarray(4 * 3, 5 * 3);
  assert.deepEqual([...right].map((v) => v.toFixed(4)), ["10.0000", "3.6788", "0.0000"]);
});
