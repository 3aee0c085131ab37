import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { split, UserError } from "../../mod.ts";
import { Random } from "../../src/random.ts";
import { namesIn, unblend, withFolder } from "../cli/run_command.ts";
import { STEPLESS_FILES } from "../cli/split_runs.ts";
import { damagedInputs } from "./damaged_inputs.ts";
import type { Input } from "./input.ts";
import { foreigners, originals, strokes } from "./originals.ts";
import { peakOf } from "./peak_memory.ts";
import type { Tried } from "./try_inputs.ts";

/** Of what is damaged, and where. */
const SEED = 6;
/** Most that an input may take. */
const [SECONDS, MEGABYTES] = [10, 1000];

/** Tries all inputs in a process of its own, which none of them may end. */
async function tryAll(): Promise<readonly Tried[]> {
  const script = fileURLToPath(new URL("try_inputs.ts", import.meta.url));
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--quiet", "--no-check", "-A", script, String(SEED)],
  }).output();
  const lines = new TextDecoder().decode(stdout).trim().split("\n");
  assert.equal(code, 0, `after ${lines.at(-1)}: ${new TextDecoder().decode(stderr)}`);
  // The decoders say nothing on their own.
  assert.equal(new TextDecoder().decode(stderr), "");
  return lines.map((line) => JSON.parse(line));
}

Deno.test("split() takes every damaged input apart or refuses it, soon, in little memory", async (t) => {
  const all = await tryAll();
  assert.ok(all.length >= 300, `${all.length}`);
  for (const [kind, tried = []] of Object.entries(Object.groupBy(all, ({ kind }) => kind))) {
    await t.step(`${tried.length} inputs ${kind}`, () => {
      for (const one of tried) {
        assert.ok(["split", "refused"].includes(one.outcome), JSON.stringify(one));
        assert.equal(one.outcome, one.expected ?? one.outcome, JSON.stringify(one));
        assert.ok(one.milliseconds < 1000 * SECONDS, JSON.stringify(one));
        assert.ok(one.peak < MEGABYTES, JSON.stringify(one));
      }
    });
  }
});

Deno.test("split() refuses what is damaged by a UserError, and its host goes on", async () => {
  const photos = await originals();
  const files = [...photos.slice(-3), ...await foreigners()];
  for (const { bytes } of files) {
    await assert.rejects(split(bytes.subarray(0, bytes.length / 2)), (error) => {
      return error instanceof UserError && error.exitCode === 1;
    });
  }
  const [{ bytes: photo }, { bytes: hint }] = [photos[0] as Input, await strokes()];
  await assert.rejects(split(photo, { hint: hint.subarray(0, hint.length / 2) }), UserError);
  const { layers } = await split(photo, { recipe: "dehaze" });
  assert.equal(layers[0].width, 64);
});

Deno.test("unblend split takes damaged inputs apart or refuses them in a line, and leaves nothing behind", async (t) => {
  const random = new Random(SEED, "command line");
  const [photo] = await originals() as [Input];
  for (const [kind, inputs] of Object.entries(await damagedInputs(SEED))) {
    // One of each kind, and one more of the many.
    for (let i = 0; i < (inputs.length > 100 ? 2 : 1); i++) {
      const input = inputs[random.integer(inputs.length)] as Input;
      await t.step(`${kind}: ${input.name}`, () =>
        withFolder(async (folder) => {
          const file = `${folder}/input.${input.extension}`;
          await Deno.writeFile(file, input.bytes);
          if (input.hint) await Deno.writeFile(`${folder}/photo.png`, photo.bytes);
          const args = input.hint
            ? ["split", `${folder}/photo.png`, "--recipe", "segment", "--hint", file]
            : ["split", file, "--recipe", "dehaze"];
          await check(input, [...args, "--quiet", "--out", `${folder}/out`], folder);
        }));
    }
  }
});

async function check({ expected }: Input, args: readonly string[], folder: string): Promise<void> {
  const before = await namesIn(folder);
  const start = performance.now();
  const process = unblend(args).spawn();
  const [{ code, stdout, stderr }, peak] = await Promise.all([process.output(), peakOf(process)]);
  assert.ok(performance.now() - start < 1000 * SECONDS);
  assert.ok(peak < MEGABYTES, `${peak} MB`);
  assert.equal(stdout.length, 0);
  const text = new TextDecoder().decode(stderr);
  assert.equal(code, expected === undefined ? code : expected === "split" ? 0 : 1, text);
  if (code === 0) {
    assert.equal(text, "");
    assert.deepEqual(await namesIn(`${folder}/out`), STEPLESS_FILES);
  } else {
    assert.equal(code, 1, text);
    assert.match(text, /^unblend: [^\n]+\n$/);
    assert.doesNotMatch(text, /defect of unblend/);
    assert.deepEqual(await namesIn(folder), before);
  }
}
