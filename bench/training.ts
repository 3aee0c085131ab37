/**
 * How many mixtures a second a network is trained on, in turn with PyTorch's: ours by `train` as it
 * is, with mixtures drawn anew, copies averaged and weights averaged; PyTorch's the step alone, on a
 * batch as large as that of all copies together (`apt-get install python3-torch`).
 *
 *     deno run -A bench/training.ts [--rounds 5] [--batch 8] [--size 128]
 *
 * @module
 */
import { parseArgs } from "node:util";
import { Crew } from "../src/learn/training/crew.ts";
import { checkTraining, ROUND } from "../src/learn/training/check_training.ts";
import { trainedWeights } from "../src/learn/training/trained_weights.ts";
import { Random } from "../src/random.ts";
import { median } from "./median.ts";
import { findTorch, torchStep } from "./torch_peer.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    batch: { type: "string", default: "8" },
    size: { type: "string", default: "128" },
  },
});
const [rounds, batch, size] = [values.rounds, values.batch, values.size].map(Number) as [
  number,
  number,
  number,
];

const settings = checkTraining({ data: "", output: "", batch, size })
  .settle({ count: 2, digest: "" });
const random = new Random(0);
const photos = Array.from({ length: 16 }, () => {
  const side = 1.5 * size;
  const data = Uint8Array.from({ length: 3 * side * side }, () => random.integer(256));
  return { data, width: side, height: side };
});
const mixtures = settings.batch * settings.workers;
const crew = await Crew.begin(settings, photos);
const parameters = trainedWeights(settings.network, crew.state, {}).parameters
  .reduce((sum, { data }) => sum + data.length, 0);
console.log(`${parameters} parameters, ${settings.workers} workers, ${mixtures} mixtures a step`);
await crew.advance(0, ROUND);
const peer = await findTorch("training", "cpu");
const options = { batch: mixtures, size, steps: ROUND / 2, threads: navigator.hardwareConcurrency };
const [own, torch]: [number[], number[]] = [[], []];
for (let round = 0; round < rounds; round++) {
  const start = performance.now();
  await crew.advance(ROUND * (round + 1), ROUND);
  own.push(1000 * mixtures * ROUND / (performance.now() - start));
  if (peer) torch.push(1000 * mixtures / await torchStep(peer, options));
}
crew.release();
line("ours", own);
if (!peer) console.log("PyTorch is not installed: apt-get install python3-torch");
else {
  line("PyTorch", torch);
  const ratios = torch.map((rate, i) => rate / (own[i] as number));
  console.log(`time beside PyTorch's: ${median(ratios).toFixed(2)}`);
}

function line(what: string, rates: readonly number[]): void {
  const each = rates.map((rate) => rate.toFixed(0)).join(" ");
  console.log(`${what.padEnd(8)} median ${median(rates).toFixed(0)} mixtures/s (${each})`);
}
