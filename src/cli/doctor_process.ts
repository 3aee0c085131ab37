import { DOUBLE_EXPOSURE } from "../decompose/double_exposure.ts";
import { beginTrial, timeSteps } from "../decompose/trial_fit.ts";
import type { Engine } from "../runtime/engine.ts";
import { probe } from "../runtime/probe.ts";

// Run by doctor_command.ts as a process of its own: probes the backend that is its argument.

/** What a split takes by default. */
const SIZE = 256;
const WARM_UP = 2;
const STEPS = 5;

/** Times the default recipe's step, in milliseconds. */
async function timeDefault(engine: Engine): Promise<number> {
  const fit = await beginTrial(DOUBLE_EXPOSURE, SIZE, engine);
  try {
    const times = await timeSteps(fit, STEPS, WARM_UP);
    return times.toSorted((a, b) => a - b)[STEPS >> 1] as number;
  } finally {
    await fit.release();
  }
}

if (import.meta.main) {
  console.log(JSON.stringify(await probe(Deno.args[0] ?? "", { time: timeDefault })));
}
