import assert from "node:assert/strict";
import { describePhotos } from "../../../src/learn/training/photo_set.ts";
import { noise } from "../../metrics/pictures.ts";
import { flat, stored } from "../tiny_networks.ts";

const PHOTOS = [1, 2, 3].map((seed) => stored(noise(24, 20, seed)));

Deno.test("describePhotos() counts photos, and has the same digest for the same", () => {
  const set = describePhotos(PHOTOS);
  assert.equal(set.count, 3);
  assert.match(set.digest, /^[0-9a-f]{16}$/);
  assert.deepEqual(describePhotos([1, 2, 3].map((seed) => stored(noise(24, 20, seed)))), set);
});

Deno.test("describePhotos() tells photos in another order, of another size, or with another byte", () => {
  const [a, b, c] = PHOTOS as [typeof PHOTOS[0], typeof PHOTOS[0], typeof PHOTOS[0]];
  const changed = { ...c, data: c.data.slice() };
  changed.data[1439] = (changed.data[1439] as number) ^ 1;
  const sets = [[a, b, c], [b, a, c], [a, b], [a, b, changed], [a, b, {
    ...c,
    width: 20,
    height: 24,
  }]];
  const digests = sets.map((photos) => describePhotos(photos).digest);
  assert.equal(new Set(digests).size, sets.length, `${digests}`);
});

Deno.test("describePhotos() takes little time beside reading them", () => {
  // A tenth of what a large training has.
  const photos = Array.from({ length: 330 }, (_, i) => flat(i % 256, 190));
  const start = performance.now();
  describePhotos(photos);
  assert.ok(performance.now() - start < 1000);
});
