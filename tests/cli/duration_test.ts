import assert from "node:assert/strict";
import { duration } from "../../src/cli/duration.ts";

Deno.test("duration() counts seconds, then minutes, then hours", () => {
  assert.equal(duration(0.3), "0 s");
  assert.equal(duration(59.4), "59 s");
  assert.equal(duration(59.6), "1 min 00 s");
  assert.equal(duration(125), "2 min 05 s");
  assert.equal(duration(3599.7), "1 h 00 min");
  assert.equal(duration(3 * 3600 + 7 * 60), "3 h 07 min");
});
