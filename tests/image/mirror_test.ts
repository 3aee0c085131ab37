import assert from "node:assert/strict";
import { mirror } from "../../src/image/mirror.ts";

/** What a line of some length shows from one place to another. */
function shown(length: number, from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, i) => mirror(from + i, length)).join("");
}

Deno.test("mirror() goes to and fro without showing the ends twice", () => {
  assert.equal(shown(4, 0, 3), "0123");
  assert.equal(shown(4, -7, 10), "101232101232101232");
  assert.equal(shown(2, -3, 4), "10101010");
});

Deno.test("mirror() of one pixel shows it everywhere", () => {
  assert.equal(shown(1, -4, 4), "000000000");
});

Deno.test("mirror() is the same on both sides of either end, however far away", () => {
  for (const length of [2, 3, 7, 100]) {
    for (let away = 0; away < 1000; away += 7) {
      assert.equal(mirror(-away, length), mirror(away, length));
      assert.equal(mirror(length - 1 + away, length), mirror(length - 1 - away, length));
    }
  }
});
