import assert from "node:assert/strict";
import { numbers, range } from "../../src/cli/number_lists.ts";
import { UserError } from "../../src/errors.ts";

const usage = (expected: RegExp) => (error: unknown) => {
  assert.ok(error instanceof UserError);
  assert.equal(error.exitCode, 2);
  assert.match(error.message, expected);
  return true;
};

Deno.test("numbers() reads several numbers", () => {
  assert.deepEqual(numbers("--split", "70,15,15", ","), [70, 15, 15]);
  assert.deepEqual(numbers("--split", " 33.3, 33.3 ,33.4", ","), [33.3, 33.3, 33.4]);
  assert.deepEqual(numbers("--split", "-1", ","), [-1]);
});

Deno.test("numbers() refuses what is not made of numbers", () => {
  for (const text of ["70,15,", ",", "", "70;15;15", "70,a,15", "NaN", "1,Infinity"]) {
    const expected = /^--split must be made of numbers, not "/;
    assert.throws(() => numbers("--split", text, ","), usage(expected), text);
  }
});

Deno.test("range() reads one number as both ends", () => {
  assert.deepEqual(range("--alpha", "0.5"), [0.5, 0.5]);
});

Deno.test("range() reads two ends, as they are written", () => {
  assert.deepEqual(range("--alpha", "0.4..0.6"), [0.4, 0.6]);
  assert.deepEqual(range("--alpha", "0.6 .. 0.4"), [0.6, 0.4]);
});

Deno.test("range() refuses anything else", () => {
  const expected =
    /^--alpha must be (made of numbers|a number or a range such as 0\.4\.\.0\.6), not/;
  for (const text of ["0.4..0.5..0.6", "0.4..", "..0.6", "..", "0.4-0.6", "half", ""]) {
    assert.throws(() => range("--alpha", text), usage(expected), text);
  }
});
