import assert from "node:assert/strict";
import { solvePositive } from "../../../src/decompose/hint/solve_positive.ts";
import { Random } from "../../../src/random.ts";
import { near } from "../../metrics/pictures.ts";

Deno.test("solvePositive() solves what can be solved by hand", () => {
  // 4 x + 2 y = 8 and 2 x + 3 y = 8.
  const x = solvePositive(Float64Array.of(4, 2, 2, 3), [8, 8]);
  assert.ok(near(x[0] as number, 1, 1e-12) && near(x[1] as number, 2, 1e-12), `${x}`);
  assert.deepEqual([...solvePositive(Float64Array.of(4), [2])], [0.5]);
  assert.deepEqual([...solvePositive(new Float64Array(0), [])], []);
});

Deno.test("solvePositive() finds what the equations were made from", () => {
  const random = new Random(1);
  for (let n = 1; n < 30; n += 4) {
    const b = Float64Array.from({ length: n * n }, () => random.normal());
    // B B^T + 1 is positive definite, whatever B.
    const matrix = Float64Array.from({ length: n * n }, (_, i) => {
      const [row, column] = [Math.floor(i / n), i % n];
      let sum = row === column ? 1 : 0;
      for (let k = 0; k < n; k++) sum += b[row * n + k]! * b[column * n + k]!;
      return sum;
    });
    const truth = Array.from({ length: n }, () => random.normal());
    const right = truth.map((_, row) =>
      truth.reduce((sum, v, column) => sum + matrix[row * n + column]! * v, 0)
    );
    const before = [...right];
    const found = solvePositive(matrix, right);
    truth.forEach((v, i) => assert.ok(near(found[i] as number, v, 1e-8), `${n}`));
    assert.deepEqual(right, before);
  }
});

Deno.test("solvePositive() refuses what is not positive definite", () => {
  for (const matrix of [[1, 2, 2, 1], [0, 0, 0, 0], [-1, 0, 0, 1], [NaN, 0, 0, 1]]) {
    const expected = { name: "RangeError", message: /^Not positive definite at row [01]: / };
    assert.throws(() => solvePositive(Float64Array.from(matrix), [1, 1]), expected);
  }
});
