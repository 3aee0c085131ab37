import assert from "node:assert/strict";
import { checkAlpha, inRange, oneOf } from "../src/check_option.ts";
import { UserError } from "../src/errors.ts";

const usage = (message: string) => (error: unknown) => {
  assert.ok(error instanceof UserError);
  assert.deepEqual([error.exitCode, error.message], [2, message]);
  return true;
};

Deno.test("oneOf() returns a name that there is", () => {
  assert.equal(oneOf("format", "png", ["jpg", "png"]), "png");
});

Deno.test("oneOf() refuses any other, and says which there are", () => {
  for (const name of ["PNG", "", "png ", "toString"]) {
    const message = `There is no format "${name}": choose one of jpg, png`;
    assert.throws(() => oneOf("format", name, ["jpg", "png"]), usage(message));
  }
});

Deno.test("checkAlpha() returns a range of shares that leave something of both layers", () => {
  for (const alpha of [[0.5, 0.5], [0.4, 0.6], [1e-3, 0.999]] as const) {
    assert.deepEqual(checkAlpha(alpha), alpha);
  }
});

Deno.test("checkAlpha() refuses shares of nothing or all, and a range that is upside down", () => {
  const cases = [
    [0, 0.5, "0..0.5"],
    [0.5, 1, "0.5..1"],
    [1.5, 1.5, "1.5"],
    [0.6, 0.4, "0.6..0.4"],
    [NaN, 0.5, "NaN..0.5"],
  ] as const;
  for (const [least, most, given] of cases) {
    const message = `The alpha must be above 0 and below 1, such as 0.5 or 0.4..0.6, not ${given}`;
    assert.throws(() => checkAlpha([least, most]), usage(message));
  }
});

Deno.test("inRange() returns a whole number of the range, both ends included", () => {
  for (const value of [2, 3, 5]) assert.equal(inRange("size", value, [2, 5]), value);
});

Deno.test("inRange() refuses what is beyond the range or not whole", () => {
  for (const value of [1, 6, 2.5, NaN, Infinity]) {
    const message = `The size must be a whole number from 2 to 5, not ${value}`;
    assert.throws(() => inRange("size", value, [2, 5]), usage(message));
  }
});

Deno.test("inRange() takes a fraction where it may have one, but no NaN", () => {
  assert.equal(inRange("rate", 0.25, [0, 1], { fraction: true }), 0.25);
  for (const value of [-0.01, 1.01, NaN]) {
    const message = `The rate must be a number from 0 to 1, not ${value}`;
    assert.throws(() => inRange("rate", value, [0, 1], { fraction: true }), usage(message));
  }
});
