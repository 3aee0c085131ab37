import assert from "node:assert/strict";
import { guideLayers } from "../../src/decompose/guide_layers.ts";
import { map, noise, picture } from "../metrics/pictures.ts";

Deno.test("guideLayers() of layers that add up are these layers", async () => {
  const working = map(noise(12, 10, 1), (v) => 0.3 + 0.4 * v);
  const difference = map(noise(12, 10, 2), (v) => 0.2 * v - 0.1);
  const layers = [1, -1].map((sign) =>
    map(working, (v, i) => v + sign * (difference.data[i] as number))
  );
  const found = await guideLayers(working, [layers[0]!, layers[1]!]);
  for (const [i, { data }] of found.entries()) {
    data.forEach((v, j) => assert.ok(Math.abs(v - (layers[i]!.data[j] as number)) < 1e-6));
  }
});

Deno.test("guideLayers() enlarges what the network found, and keeps the copy's edges in both layers", async () => {
  const working = picture(32, 32, (x) => (x % 2 ? 0.6 : 0.4));
  const [a, b] = [picture(8, 8, () => 0.6), picture(8, 8, () => 0.4)];
  const [first, second] = await guideLayers(working, [a, b]);
  working.data.forEach((v, i) => {
    assert.ok(Math.abs((first.data[i] as number) - (v + 0.1)) < 1e-6);
    assert.ok(Math.abs((second.data[i] as number) - (v - 0.1)) < 1e-6);
  });
});

Deno.test("guideLayers() stays in [0, 1]", async () => {
  const white = picture(16, 16, () => 1);
  const found = await guideLayers(white, [picture(16, 16, () => 1), picture(16, 16, () => 0)]);
  assert.deepEqual(found, [white, map(white, () => 0.5)]);
});
