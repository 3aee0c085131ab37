/**
 * All that only a machine with a GPU can tell, in one run of minutes: `doctor`, the parity tests on the
 * device, the time of a step in turn with PyTorch's, a split of a photo at 512 px, and PyTorch's
 * published setting at its own size. Each command has a limit, so that one that hangs does not cost the
 * others their turn; what does not end in time is said, and the exit code is then 1.
 *
 *     deno run -A bench/gpu.ts [--backends webgpu,cuda] [--size 256,512,1024] [--rounds 3]
 *         [--limit 200] [--published 8000]
 *
 * Without a network, from the archive of bench/pack.ts, `--cached-only` goes before `bench/gpu.ts`. PyTorch
 * is asked where there are `../shared/peer` and CUDA; `--published 0` leaves out its split.
 *
 * @module
 */
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import sharp from "npm:sharp@0.35.5";
import { layerPaths } from "../fixtures/fixtures.ts";
import { findTorch } from "./torch_peer.ts";

const { values } = parseArgs({
  options: {
    backends: { type: "string", default: "webgpu,cuda" },
    size: { type: "string", default: "256,512,1024" },
    rounds: { type: "string", default: "3" },
    limit: { type: "string", default: "200" },
    published: { type: "string", default: "8000" },
  },
});
const ROOT = fileURLToPath(new URL("..", import.meta.url));
const deno = [Deno.execPath(), "run", "-A", "--no-check"];
const out = await Deno.makeTempDir({ prefix: "unblend-gpu-" });
const photo = join(out, "512.png");
await sharp(join(ROOT, "fixtures/parrot-tulips.png")).resize(512).toFile(photo);
let unfinished = 0;
try {
  await show([...deno, "cli.ts", "doctor", "--refresh"]);
  await show([Deno.execPath(), "test", "-A", "--no-check", "tests/runtime/gpu"]);
  for (const backend of values.backends.split(",")) {
    const engine = ["--backend", backend];
    const extent = ["--size", values.size, "--rounds", values.rounds, "--peer"];
    await show([...deno, "bench/step.ts", ...engine, ...extent]);
    const fit = ["--size", "512", "--out", join(out, backend)];
    await show([...deno, "cli.ts", "split", photo, ...fit, ...engine]);
  }
  const torch = Number(values.published) > 0 ? await findTorch("split", "cuda") : undefined;
  if (torch) {
    const setting = ["--device", "cuda", "--size", "416", "--steps", values.published];
    for (const texture of ["grass-brick", "gravel-brick"]) {
      await show([torch.python, ...torch.script, ...layerPaths(texture), ...setting]);
    }
  }
} finally {
  await Deno.remove(out, { recursive: true });
}
Deno.exit(unfinished === 0 ? 0 : 1);

/** Runs a command within the limit, its output beside ours. */
async function show([command = "", ...args]: readonly string[]): Promise<void> {
  console.log(`\n== ${[command.split("/").at(-1), ...args].join(" ")}`);
  const start = performance.now();
  const { code } = await new Deno.Command(command, {
    args,
    cwd: ROOT,
    signal: AbortSignal.timeout(1000 * Number(values.limit)),
    stdin: "null",
    stdout: "inherit",
    stderr: "inherit",
  }).output();
  if (code !== 0) unfinished++;
  console.log(`== ended with ${code} after ${((performance.now() - start) / 1000).toFixed(0)} s`);
}
