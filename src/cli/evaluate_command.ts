import { isAbort, UserError } from "../errors.ts";
import { RANGES } from "../decompose/options.ts";
import type { EvaluateProgress, EvaluateResult } from "../learn/evaluation/evaluate.ts";
import { LIMIT_RANGE, METHOD_NAMES } from "../learn/evaluation/options.ts";
import { BACKEND_NAMES } from "../runtime/backends.ts";
import { writeWhole } from "../write_whole.ts";
import type { OptionValues } from "./args.ts";
import { plainCommand } from "./command.ts";
import { duration } from "./duration.ts";
import { Interrupts } from "./interrupts.ts";
import { PROGRAM } from "./program.ts";
import { progressDisplay } from "./progress.ts";

const OPTIONS = {
  data: {
    kind: "text",
    value: "DIR",
    help: "Folder with single_exposure and double_exposure, or a whole data set",
  },
  methods: {
    kind: "text",
    value: "NAME,NAME",
    help: `What is compared (default: ${METHOD_NAMES.join(",")})`,
  },
  limit: {
    kind: "number",
    value: "N",
    range: LIMIT_RANGE,
    help: "Pairs at most (default: all; a fit takes some ten seconds each)",
  },
  steps: {
    kind: "number",
    value: "N",
    range: RANGES.steps,
    help: "Steps of each fit (default: the recipe's own)",
  },
  size: {
    kind: "number",
    value: "PIXELS",
    range: RANGES.size,
    help: "Long side of the copy that is fitted (default: as split)",
  },
  seed: { kind: "number", value: "N", range: RANGES.seed, help: "Seed of each fit (default: 0)" },
  backend: {
    kind: "text",
    value: "NAME",
    choices: BACKEND_NAMES,
    help: `What computes: ${BACKEND_NAMES.join(", ")} (default: auto)`,
  },
  weights: { kind: "text", value: "FILE", help: "Trained network in place of the one that ships" },
  mix: { kind: "flag", help: "Mix each pair anew instead of reading its mixture" },
  json: { kind: "flag", help: "Print one JSON object" },
  sheet: {
    kind: "text",
    value: "FILE.png",
    help: "Write a picture of the worst, middle and best pairs",
  },
  quiet: { kind: "flag", short: "q", help: "Show no progress" },
} as const;

/** `unblend evaluate`: how good methods are where the layers are known. */
export const EVALUATE = plainCommand({
  name: "evaluate",
  summary: "Measure methods on mixtures whose layers are known",
  options: OPTIONS,
  notes: [["Methods:", [
    "copy      the mixture, answered twice: what everything has to beat",
    "unet      the trained network alone",
    "fit       networks fitted to the photo, from nothing",
    "unet+fit  the fit, from the trained network's answer",
  ]]],
  examples: [
    {
      command: `${PROGRAM} evaluate --data pairs --methods copy,unet`,
      does: "Measures the trained network on pairs/test, in about a second a photo",
    },
    {
      command: `${PROGRAM} evaluate --data pairs/val --limit 10 --sheet sheet.png`,
      does: "Measures every method on ten pairs, and shows them",
    },
  ],
  run: runEvaluate,
});

async function runEvaluate(values: OptionValues<typeof OPTIONS>): Promise<number> {
  const { data, methods, sheet: file, json, quiet } = values;
  if (!data) throw new UserError("evaluate needs pairs: write --data DIR", { usage: true });
  const display = progressDisplay(quiet, progressText);
  const interrupts = new Interrupts(() => display.say("Stopping after this photo"));
  try {
    const { evaluate } = await import("../learn/evaluation/evaluate.ts");
    const { EvaluationSheet } = await import("../learn/evaluation/evaluation_sheet.ts");
    const { evaluationTable } = await import("../learn/evaluation/evaluation_table.ts");
    const sheet = file === undefined ? undefined : new EvaluationSheet();
    const result: EvaluateResult = await evaluate({
      ...values,
      data,
      methods: methods?.split(",").map((name) => name.trim()),
      signal: interrupts.signal,
      onProgress: display.show,
      onPair: (pair, measured) => sheet?.add(pair, measured),
      onNotice: display.say,
    });
    // Before the sheet: what took so long to find is not to get lost.
    console.log(json ? JSON.stringify(result) : evaluationTable(result));
    if (sheet && file !== undefined) {
      const { encodePng } = await import("../image/encode_png.ts");
      await writeWhole(file, await encodePng(await sheet.draw()));
    }
    return 0;
  } catch (error) {
    if (interrupts.exitCode === undefined || !isAbort(error)) throw error;
    console.error("Stopped; printed and wrote nothing");
    return interrupts.exitCode;
  } finally {
    interrupts.release();
  }
}

function progressText({ step, steps, secondsLeft }: EvaluateProgress): string {
  const left = secondsLeft === undefined ? "" : `, ${duration(secondsLeft)} left`;
  return `${step} of ${steps} photos${left}`;
}
