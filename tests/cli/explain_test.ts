import assert from "node:assert/strict";
import { explain } from "../../src/cli/explain.ts";
import { UserError } from "../../src/errors.ts";

Deno.test("explain() says what the user can mend, and ends with 1, or 2 for wrong usage", () => {
  assert.deepEqual(explain(new UserError("Cannot read x")), {
    line: "unblend: Cannot read x",
    exitCode: 1,
    defect: false,
  });
  assert.equal(explain(new UserError("There is no x", { usage: true })).exitCode, 2);
});

Deno.test("explain() owns up to a defect, and says how to report it", () => {
  const { line, exitCode, defect } = explain(new TypeError("x is undefined"));
  assert.match(line, /^unblend: x is undefined; .*defect of unblend.*UNBLEND_DEBUG=1/);
  assert.deepEqual([exitCode, defect], [1, true]);
});

Deno.test("explain() keeps to one line, whatever a file is called", () => {
  const { line } = explain(new UserError("Cannot read a\nb\x1b[31mc\r"));
  assert.equal(line, "unblend: Cannot read a b [31mc ");
});

Deno.test("explain() takes no lacking permission for a defect, whoever noticed it", () => {
  const lacking = 'Requires ffi access to "/lib/x.node", run again with the --allow-ffi flag';
  const errors = [
    new Deno.errors.NotCapable(lacking),
    new Error(`Could not load the module\n${lacking}\nPossible solutions:`),
  ];
  for (const error of errors) {
    assert.deepEqual(explain(error), { line: `unblend: ${lacking}`, exitCode: 1, defect: false });
  }
});
