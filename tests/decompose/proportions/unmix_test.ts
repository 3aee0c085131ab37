import assert from "node:assert/strict";
import { noiseCovariance, unmix } from "../../../src/decompose/proportions/unmix.ts";
import { Random } from "../../../src/random.ts";

const picture = (values: readonly number[]) => ({
  data: Float32Array.from(values),
  channels: 1,
  height: 1,
  width: values.length,
});

Deno.test("noiseCovariance() is that of the inverse", () => {
  assert.deepEqual(noiseCovariance([1, 0]), { first: 1, both: -0, second: 1 });
  // The inverse of [[3, 1], [1, 3]] / 4 is [[3, -1], [-1, 3]] / 2.
  const { first, both, second } = noiseCovariance([0.75, 0.25]);
  assert.deepEqual([first, both, second], [2.5, -1.5, 2.5]);
});

Deno.test("noiseCovariance() halves where each photo is there twice", () => {
  const { first, both, second } = noiseCovariance([0.75, 0.25, 0.25, 0.75]);
  assert.deepEqual([first, both, second], [1.25, -0.75, 1.25]);
});

Deno.test("unmix() undoes mixing", () => {
  const [one, two] = unmix([picture([0.75, 0.5]), picture([0.25, 0.5])], [0.75, 0.25]);
  assert.deepEqual([...one.data, ...two.data], [1, 0.5, 0, 0.5]);
});

Deno.test("unmix() leaves errors to no layer that least squares would not", () => {
  const random = new Random(3, "photos");
  const shares = [0.9, 0.2, 0.6];
  const photos = shares.map(() => picture([random.uniform()]));
  const [r, t] = unmix(photos, shares).map(({ data }) => data[0]!);
  const error = (a: number, b: number) =>
    photos.reduce(
      (sum, { data }, i) => sum + (data[0]! - shares[i]! * a - (1 - shares[i]!) * b) ** 2,
      0,
    );
  for (const [da, db] of [[0.01, 0], [-0.01, 0], [0, 0.01], [0, -0.01]] as const) {
    assert.ok(error(r! + da, t! + db) > error(r!, t!));
  }
});
