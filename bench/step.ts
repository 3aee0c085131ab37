/**
 * How long one optimisation step takes: that of the published networks, in turn with PyTorch's, and
 * the default recipe's. Without options: at 128 and 256 px on two threads of the processor, beside
 * PyTorch where it is installed (`apt-get install python3-torch`).
 *
 *     deno run -A bench/step.ts [--backend NAME] [--size 256,512,1024] [--peer]
 *         [--rounds 5] [--threads 2]
 *
 * With `--backend` or `--size`, PyTorch is asked only by `--peer`: on the GPU unless the backend is
 * the processor.
 *
 * @module
 */
import { parseArgs } from "node:util";
import { FITTED_RECIPES } from "../src/decompose/recipes.ts";
import { beginTrial, timeSteps } from "../src/decompose/trial_fit.ts";
import { onnxEngine } from "../src/runtime/onnx/onnx_engine.ts";
import { openBackend } from "../src/runtime/open_backend.ts";
import { median } from "./median.ts";
import { watchMemory } from "./peak_memory.ts";
import { findTorch, torchStep } from "./torch_peer.ts";

const { values } = parseArgs({
  options: {
    backend: { type: "string" },
    size: { type: "string" },
    peer: { type: "boolean" },
    rounds: { type: "string", default: "5" },
    threads: { type: "string", default: "2" },
  },
});
const [rounds, threads] = [Number(values.rounds), Number(values.threads)];
const sizes = (values.size ?? "128,256").split(",").map(Number);
if (sizes.some((size) => !(size >= 96) || size % 32 !== 0)) {
  console.error(`Each --size must be a multiple of 32 from 96 on: ${values.size}`);
  Deno.exit(2);
}
const WARM_UP = 3;
const STEPS = 10;

const engine = (values.backend ?? "cpu") === "cpu"
  ? onnxEngine({ threads })
  : await openBackend(values.backend ?? "");
const device = engine.name === "cpu" || engine.device.startsWith("processor") ? "cpu" : "cuda";
if (values.backend) console.log(`${engine.name}: ${engine.device}`);

const wanted = values.peer ?? (values.backend === undefined && values.size === undefined);
const torch = wanted ? await findTorch("fit", device) : undefined;
if (wanted && !torch) {
  console.log(`PyTorch is not installed for ${device}: no ratios (apt-get install python3-torch)`);
}
const ratios: string[] = [];
for (const size of sizes) {
  for (const name of ["published", "double-exposure"] as const) {
    const peer = name === "published" ? torch : undefined;
    const memory = await watchMemory(device);
    const fit = await beginTrial(FITTED_RECIPES[name], size, engine);
    const times: Record<"own" | "torch", number[]> = { own: [], torch: [] };
    for (let round = 0; round < rounds; round++) {
      times.own.push(median(await timeSteps(fit, STEPS, WARM_UP)));
      if (peer) times.torch.push(await torchStep(peer, { size, steps: STEPS, threads, device }));
    }
    const label = name === "published" ? name : "default";
    const peak = await memory();
    line(size, `${label}, ${fit.executable.nodes} nodes`, times.own, peak && `, peak ${peak} MB`);
    if (peer) {
      line(size, "published, PyTorch", times.torch);
      const each = times.own.map((ms, round) => ms / (times.torch[round] as number));
      const listed = each.map((ratio) => ratio.toFixed(2)).join(" ");
      ratios.push(`ratio ${size} px: ${median(each).toFixed(2)} (${listed})`);
    }
    await fit.release();
  }
}
for (const ratio of ratios) console.log(ratio);

function line(size: number, what: string, times: readonly number[], more = ""): void {
  const each = times.map((ms) => ms.toFixed(0)).join(" ");
  const middle = median(times).toFixed(1);
  console.log(`${size} px  ${what.padEnd(24)} median ${middle} ms a step (${each})${more}`);
}
