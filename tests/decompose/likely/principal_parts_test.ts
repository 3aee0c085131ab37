import assert from "node:assert/strict";
import { principalParts } from "../../../src/decompose/likely/principal_parts.ts";
import { Random } from "../../../src/random.ts";
import { near } from "../../metrics/pictures.ts";

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, v, i) => sum + v * b[i]!, 0);

Deno.test("principalParts() of [[2, 1], [1, 2]] are its diagonals, with 3 and 1 of 4", () => {
  const [first, second] = principalParts(Float32Array.of(2, 1, 1, 2), 2);
  assert.ok(near(first!.share, 0.75, 1e-9) && near(second!.share, 0.25, 1e-9));
  const half = Math.sqrt(0.5);
  for (const v of first!.direction) assert.ok(near(v, half, 1e-9));
  const [a, b] = second!.direction as unknown as [number, number];
  assert.ok(near(Math.abs(a), half, 1e-9) && near(a, -b, 1e-9));
});

Deno.test("principalParts() has the widest first, wherever it is", () => {
  const diagonal = [1, 0.5, 8, 0.1, 3];
  const covariance = Float32Array.from(
    { length: 25 },
    (_, i) => i % 6 ? 0 : diagonal[i / 6] as number,
  );
  const [first, second] = principalParts(covariance, 2);
  [0, 0, 1, 0, 0].forEach((v, i) => assert.ok(near(first!.direction[i]!, v, 1e-9)));
  [0, 0, 0, 0, 1].forEach((v, i) => assert.ok(near(second!.direction[i]!, v, 1e-9)));
  assert.ok(near(first!.share, 8 / 12.6, 1e-6) && near(second!.share, 3 / 12.6, 1e-6));
});

Deno.test("principalParts() are unit vectors at right angles, of no negative sum", () => {
  const random = new Random(1);
  for (const n of [2, 5, 12, 30]) {
    // Of few causes, as a photo's regions are.
    const causes = [4, 2, 1].map((size) =>
      Float64Array.from({ length: n }, () => size * random.normal())
    );
    const covariance = Float32Array.from(
      { length: n * n },
      (_, i) => causes.reduce((sum, c) => sum + c[Math.floor(i / n)]! * c[i % n]!, 0),
    );
    const parts = principalParts(covariance, 2);
    const [a, b] = parts.map(({ direction }) => direction) as [Float64Array, Float64Array];
    assert.ok(near(dot(a, a), 1, 1e-9) && near(dot(b, b), 1, 1e-9) && near(dot(a, b), 0, 1e-9));
    for (const { direction } of parts) assert.ok(direction.reduce((x, y) => x + y, 0) >= 0);
    const [first, second] = parts.map(({ share }) => share) as [number, number];
    assert.ok(first >= second && second >= 0 && first + second <= 1 + 1e-6);
    // Nothing varies more: no direction that is tried does.
    const trace = causes.reduce((sum, c) => sum + dot(c, c), 0);
    for (let tries = 0; tries < 50; tries++) {
      const any = Float64Array.from({ length: n }, () => random.normal());
      const variance = causes.reduce((sum, c) => sum + dot(c, any) ** 2, 0) / dot(any, any);
      assert.ok(variance / trace <= first + 1e-4);
    }
  }
});

Deno.test("principalParts() tells a negative variance from a large one", () => {
  // Values 2 along (1, 1) and -1.5 along (1, -1).
  const [first, second] = principalParts(Float32Array.of(0.25, 1.75, 1.75, 0.25), 2);
  assert.ok(near(first!.direction[0]!, Math.SQRT1_2, 1e-6));
  assert.ok(first!.share > 0 && second!.share < 0);
});

Deno.test("principalParts() of nothing that varies are of share 0", () => {
  for (const { share } of principalParts(new Float32Array(9), 2)) assert.equal(share, 0);
});

Deno.test("principalParts() leaves the covariance as it is", () => {
  const covariance = Float32Array.of(2, 1, 1, 2);
  principalParts(covariance, 2);
  assert.deepEqual([...covariance], [2, 1, 1, 2]);
});
