import assert from "node:assert/strict";
import { parseCommandLine } from "../../src/cli/args.ts";
import { UserError } from "../../src/errors.ts";

const TABLE = {
  out: { kind: "text", short: "o", value: "DIR", help: "" },
  recipe: { kind: "text", value: "NAME", choices: ["film", "glass"], help: "" },
  steps: { kind: "number", value: "N", range: [1, 5000], help: "" },
  preview: { kind: "number", value: "SECONDS", range: [0.5, 10], fraction: true, help: "" },
  force: { kind: "flag", short: "f", help: "" },
  quiet: { kind: "flag", short: "q", help: "" },
} as const;

function parse(line: string) {
  return parseCommandLine(line.split(" ").filter(Boolean), TABLE);
}

Deno.test("parseCommandLine() reads operands, and options in each of their forms", () => {
  assert.deepEqual({ ...parse("a.jpg -fq -o here --steps=12 --preview .5 --recipe glass b") }, {
    operands: ["a.jpg", "b"],
    values: { force: true, quiet: true, out: "here", steps: 12, preview: 0.5, recipe: "glass" },
  });
});

Deno.test("parseCommandLine() leaves out what was not given, but for flags", () => {
  assert.deepEqual(parse("").values, { force: false, quiet: false });
});

Deno.test("parseCommandLine() takes the last of an option given twice", () => {
  assert.equal(parse("--steps 3 --steps 4").values.steps, 4);
});

Deno.test("parseCommandLine() takes what follows -- for operands", () => {
  assert.deepEqual(parse("-f -- -q --steps").operands, ["-q", "--steps"]);
});

Deno.test("parseCommandLine() reads numbers as people write them", () => {
  assert.equal(parse("--steps 1e3").values.steps, 1000);
  assert.equal(parse("--preview 2.").values.preview, 2);
});

for (
  const [line, message] of [
    ["--stpes 3", "There is no option --stpes: did you mean --steps?"],
    ["-x", "There is no option -x"],
    ["--constructor", "There is no option --constructor"],
    ["--out", "--out needs a value: write --out DIR"],
    ["--out=", "--out needs a value: write --out DIR"],
    ["--out --force", "--out needs a value: write --out DIR"],
    ["-o", "-o needs a value: write -o DIR"],
    ["--force=yes", '--force takes no value, but was given "yes"'],
    ["--recipe foil", '--recipe must be one of film, glass, not "foil"'],
    ["--steps abc", '--steps must be a whole number from 1 to 5000, not "abc"'],
    ["--steps -1", '--steps must be a whole number from 1 to 5000, not "-1"'],
    ["--steps 0", '--steps must be a whole number from 1 to 5000, not "0"'],
    ["--steps 1e9", '--steps must be a whole number from 1 to 5000, not "1e9"'],
    ["--steps 2.5", '--steps must be a whole number from 1 to 5000, not "2.5"'],
    ["--steps 0x10", '--steps must be a whole number from 1 to 5000, not "0x10"'],
    ["--preview 0", '--preview must be a number from 0.5 to 10, not "0"'],
    ["--preview NaN", '--preview must be a number from 0.5 to 10, not "NaN"'],
  ] as const
) {
  Deno.test(`parseCommandLine() refuses ${line}`, () => {
    assert.throws(() => parse(line), new UserError(message, { usage: true }));
  });
}
