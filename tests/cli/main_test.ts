import assert from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { assertOneLine, run } from "./run_command.ts";

/** Nothing is allowed, native libraries least of all: so neither engine nor picture library is loaded. */
const NO_PERMISSIONS = { permissions: [] };

Deno.test("unblend --help lists the commands, with an example", async () => {
  const { code, stdout, stderr } = await run(["--help"], NO_PERMISSIONS);
  assert.deepEqual([code, stderr], [0, ""]);
  assert.match(stdout, /Usage: deno run -A cli\.ts COMMAND/);
  assert.match(stdout, /\n {2}split +\S/);
  assert.match(stdout, /\n {2}doctor +\S/);
  assert.match(stdout, /\n {2}deno run -A cli\.ts split photo\.jpg\n/);
});

Deno.test("unblend alone, -h and help say the same as --help", async () => {
  const [help, ...others] = await Promise.all(
    [["--help"], [], ["-h"], ["help"]].map((args) => run(args, NO_PERMISSIONS)),
  );
  for (const other of others) assert.deepEqual(other, help);
});

Deno.test("unblend split --help has every option, default and recipe, and examples", async () => {
  const { code, stdout } = await run(["split", "--help"], NO_PERMISSIONS);
  assert.equal(code, 0);
  const names =
    ("out force recipe hint strength space method init weights size steps seed backend preview quiet " +
      "help").split(" ");
  for (const name of names) assert.match(stdout, new RegExp(`^ .* --${name}\\b.*  \\S`, "m"));
  assert.match(stdout, /--size PIXELS .*\(default: 128; 256 with --tiles\)/);
  assert.match(stdout, /\n {2}double-exposure +\S.*\n/);
  assert.match(stdout, /\n {2}deno run -A cli\.ts split photo\.jpg\n/);
  for (const line of stdout.split("\n")) assert.ok(line.length <= 100, line);
});

Deno.test("unblend help split says the same as unblend split --help", async () => {
  const [a, b] = await Promise.all([run(["help", "split"]), run(["split", "-h"])]);
  assert.deepEqual(a, b);
});

Deno.test("unblend --version and -V print the version", async () => {
  for (const option of ["--version", "-V"]) {
    const { code, stdout } = await run([option], NO_PERMISSIONS);
    assert.deepEqual([code, stdout], [0, `unblend ${config.version}\n`]);
  }
});

for (
  const [args, expected] of [
    [["splti"], /There is no command "splti": did you mean split\?/],
    [["photo.jpg"], /did you mean deno run -A cli\.ts split photo\.jpg\?/],
    [["frobnicate"], /deno run -A cli\.ts --help lists the commands/],
    [["help", "frobnicate"], /There is no command "frobnicate"/],
    [["--verison"], /There is no option --verison: did you mean --version\?/],
    [["split"], /split needs a PHOTO: deno run -A cli\.ts split photo\.jpg/],
    [["split", ...Array(17).fill("a.jpg")], /takes 2 to 16 photos, but was given 17/],
    [["dataset", "create", "x"], /takes one create, but was given 2: create, x/],
    [["split", "a.jpg", "b.jpg", "--recipe", "dehaze"], /dehaze takes one photo, but was given 2/],
    [["split", "a.jpg", "--recipe", "proportions"], /takes 2 to 16 photos, but was given 1/],
    [["split", "a.jpg", "--recipe", "dehaze", "--hint", "b.png"], /dehaze takes no hint/],
    [
      ["split", "a.jpg", "--recipe", "texture", "--steps", "9"],
      /fits no networks: leave out steps/,
    ],
    [["split", "a.jpg", "--recipe", "dehaze", "--space", "linear"], /knows no linear light/],
    [["split", "a.jpg", "--strength", "50"], /has no strength: leave it out, or choose reflection/],
    [["split", "a.jpg", "--stpes", "3"], /There is no option --stpes: did you mean --steps\?/],
    [["split", "a.jpg", "--seed", "-1"], /--seed must be a whole number from 0 to \d+, not "-1"/],
    [["split", "a.jpg", "--size", "1e9"], /--size must be a whole number from 32 to 2048/],
    [["split", "a.jpg", "--preview", "0"], /--preview must be a number from 0\.1/],
    [["split", "a.jpg", "--recipe", "x"], /--recipe must be one of double-exposure, .*, not "x"/],
    [["split", "a.jpg", "--backend", "gpu"], /--backend must be one of auto, cpu.*, not "gpu"/],
    [["doctor", "a.jpg"], /doctor takes options only, but was given a\.jpg/],
    [["split", "a.jpg", "--out"], /--out needs a value: write --out DIR/],
  ] as const
) {
  Deno.test(`unblend ${args.join(" ")} is wrong usage`, async () => {
    const outcome = await run(args, NO_PERMISSIONS);
    assert.equal(outcome.code, 2);
    assertOneLine(outcome, expected);
  });
}
