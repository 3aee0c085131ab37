import assert from "node:assert/strict";
import { agreeOnOrder, type Link } from "../../../src/decompose/tiles/agree_on_order.ts";
import { Random } from "../../../src/random.ts";

const valueOf = (signs: readonly number[], links: readonly Link[]) =>
  links.reduce((sum, { a, b, weight }) => sum + weight * signs[a]! * signs[b]!, 0);

/** The largest value there is, by trying all orders. */
function most(count: number, links: readonly Link[]): number {
  let best = -Infinity;
  for (let bits = 0; bits < 2 ** (count - 1); bits++) {
    const signs = Array.from({ length: count }, (_, i) => bits >> i & 1 ? -1 : 1);
    best = Math.max(best, valueOf(signs, links));
  }
  return best;
}

/** Links of random weight: between all, or between neighbours of a square and diagonally. */
function randomLinks(count: number, random: Random, columns?: number): readonly Link[] {
  const near = (a: number, b: number) =>
    columns === undefined ||
    Math.abs(a % columns - b % columns) <= 1 &&
      Math.abs(Math.floor(a / columns) - Math.floor(b / columns)) <= 1;
  return Array.from({ length: count }, (_, a) => a).flatMap((a) =>
    Array.from({ length: count - a - 1 }, (_, i) => a + 1 + i)
      .filter((b) => near(a, b))
      .map((b) => ({ a, b, weight: random.normal() }))
  );
}

Deno.test("agreeOnOrder() finds the best of all orders, of random graphs without any order", () => {
  const random = new Random(1, "graphs");
  for (let trial = 0; trial < 60; trial++) {
    const count = 2 + random.integer(11);
    const links = randomLinks(count, random, trial % 2 ? Math.ceil(Math.sqrt(count)) : undefined);
    const signs = agreeOnOrder(count, links);
    assert.ok(signs.every((sign) => sign === 1 || sign === -1));
    assert.equal(signs.at(-1), 1);
    assert.ok(Math.abs(valueOf(signs, links) - most(count, links)) < 1e-9, `trial ${trial}`);
  }
});

Deno.test("agreeOnOrder() of 400 windows is no worse than the true order, where a tenth of links is wrong", () => {
  for (const seed of [1, 2, 3]) {
    const random = new Random(seed, "windows");
    const truth = Array.from({ length: 400 }, () => random.uniform() < 0.5 ? -1 : 1);
    const links = randomLinks(400, random, 20).map(({ a, b, weight }) => {
      const right = random.uniform() < 0.9 ? 1 : -1;
      return { a, b, weight: right * truth[a]! * truth[b]! * Math.abs(weight) };
    });
    assert.ok(valueOf(agreeOnOrder(400, links), links) >= valueOf(truth, links));
  }
});

Deno.test("agreeOnOrder() turns a whole half that a walk from window to window would get wrong", () => {
  // A ring whose weakest link is the second: a walk from the first, link by link, believes it.
  const links = [
    { a: 0, b: 1, weight: 3 },
    { a: 1, b: 2, weight: -0.5 },
    { a: 2, b: 3, weight: 3 },
    { a: 3, b: 0, weight: 1 },
  ];
  assert.deepEqual(agreeOnOrder(4, links), [1, 1, 1, 1]);
});

Deno.test("agreeOnOrder() of a single thing, and of things that nothing links, is an order", () => {
  assert.deepEqual(agreeOnOrder(1, []), [1]);
  assert.equal(agreeOnOrder(3, []).length, 3);
});
