import assert from "node:assert/strict";
import {
  countPairs,
  mostMixtures,
  pairs,
  shuffled,
  type Single,
} from "../../../src/learn/dataset/pairing.ts";
import { Random } from "../../../src/random.ts";

const photos = (count: number) => Array.from({ length: count }, (_, i) => `p${i}`);
const name = ({ photo, crop }: Single) => `${photo}_${crop}`;

/** Every number of photos, crops and mixtures that is small and possible. */
function* cases() {
  for (let count = 2; count <= 7; count++) {
    for (let crops = 1; crops <= 3; crops++) {
      for (let mixtures = 1; mixtures <= mostMixtures(count, crops); mixtures++) {
        yield { count, crops, mixtures, made: [...pairs(photos(count), crops, mixtures, count)] };
      }
    }
  }
}

Deno.test("shuffled() returns the same things, and leaves its list as it is", () => {
  const items = photos(50);
  const result = shuffled(items, new Random(1));
  assert.deepEqual(items, photos(50));
  assert.notDeepEqual(result, items);
  assert.deepEqual(result.toSorted(), items.toSorted());
  assert.deepEqual(result, shuffled(items, new Random(1)));
  assert.notDeepEqual(result, shuffled(items, new Random(2)));
});

Deno.test("shuffled() gives every order the same chance", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed++) {
    const order = shuffled(["a", "b", "c"], new Random(seed)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assert.equal(counts.size, 6);
  // 1000 each, with a standard deviation of 29.
  for (const count of counts.values()) assert.ok(Math.abs(count - 1000) < 150, `${count}`);
});

Deno.test("pairs() never pairs a photo with itself, nor the same crops twice", () => {
  for (const { made, ...numbers } of cases()) {
    for (const [a, b] of made) assert.notEqual(a.photo, b.photo);
    const unordered = new Set(made.map((pair) => pair.map(name).toSorted().join()));
    assert.equal(unordered.size, made.length, JSON.stringify(numbers));
  }
});

Deno.test("pairs() has each crop in so many mixtures; of an odd number one sits out in turn", () => {
  for (const { count, crops, mixtures, made } of cases()) {
    const times = Map.groupBy(made.flat(), name);
    assert.equal(times.size, count * crops - (count % 2 && mixtures === 1 ? crops : 0));
    for (const { length } of times.values()) {
      const least = count % 2 === 0 ? mixtures : mixtures - Math.ceil(mixtures / count);
      assert.ok(length >= least && length <= mixtures, `${length} of ${mixtures}`);
    }
  }
});

Deno.test("countPairs() is the number of pairs()", () => {
  for (const { count, crops, mixtures, made } of cases()) {
    assert.equal(countPairs(count, crops, mixtures), made.length);
  }
  for (const count of [0, 1]) {
    assert.equal([...pairs(photos(count), 2, 3, 0)].length, 0);
    assert.equal(countPairs(count, 2, 3), 0);
  }
});

Deno.test("mostMixtures() is reached: then all crops of an even number of photos have met", () => {
  // Two crops of each of 4 photos: 8 * 6 / 2 pairs of different photos.
  assert.equal(mostMixtures(4, 2), 6);
  assert.equal([...pairs(photos(4), 2, 6, 0)].length, 24);
});

Deno.test("pairs() depends on the seed alone", () => {
  const made = (seed: number) => [...pairs(photos(20), 2, 2, seed)];
  assert.deepEqual(made(1), made(1));
  assert.notDeepEqual(made(1), made(2));
});
