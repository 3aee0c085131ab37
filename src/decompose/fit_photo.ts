import { setImmediate } from "node:timers";
import { stoppedEarly } from "../errors.ts";
import { Relay } from "../fit/relay.ts";
import { cropPicture, padToMultiple } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import type { Engine } from "../runtime/engine.ts";
import { openBackend } from "../runtime/open_backend.ts";
import type { FittedLayers } from "./answer.ts";
import type { CheckpointFile } from "./checkpoint/checkpoint_file.ts";
import type { FitCheckpoint } from "./checkpoint/fit_checkpoint.ts";
import { LossHistory } from "./loss_history.ts";
import type { FittedRecipe } from "./recipe.ts";
import { recipeFit } from "./recipe_fit.ts";
import type { Pair } from "./separator.ts";
import type { StepClock } from "./step_clock.ts";
import type { Progress, Report, SplitOptions } from "./types.ts";

/** What a fit is given. */
export interface FitTask {
  /** The copy to fit, [3,h,w]. */
  readonly working: Picture;
  /** Layers of the same size to go by, if there are any: told (`guide`), or `likely`. */
  readonly given: Readonly<Partial<Record<"guide" | "likely", Pair>>>;
  readonly recipe: FittedRecipe;
  readonly settings: { readonly steps: number; readonly seed: number };
  readonly engine: Engine;
  readonly clock: StepClock;
  /** Where the fit is kept, if it is. */
  readonly file: CheckpointFile | undefined;
  /** Where it goes on; undefined if it begins. */
  readonly from: FitCheckpoint | undefined;
  readonly signal: SplitOptions["signal"];
  /** Told of each step, with a function that reads the layers as they are. */
  readonly onProgress: (
    progress: Omit<Progress, "preview">,
    read: () => Promise<FittedLayers>,
  ) => Promise<void>;
  readonly onNotice: (notice: string) => void;
}

/** What a fit found, and what the report says of it. */
export interface FittedPhoto extends Pick<Report, "stepsDone" | "losses"> {
  readonly fitted: FittedLayers;
  readonly engine: Engine;
  /** Operators a step. */
  readonly operators: number;
}

/**
 * Fits a recipe's networks to a photo.
 *
 * @param task Photo, guide, settings, engine.
 * @returns Layers and mask of the photo's size, as far as the signal let it go.
 * @throws {UserError} If losses or gradients are not finite time and again.
 * @throws {DOMException} `AbortError`, if the signal stops it before the first step.
 */
export async function fitPhoto(task: FitTask): Promise<FittedPhoto> {
  const { working, recipe, settings: { steps, seed }, engine, clock, signal, file, from } = task;
  const notices: string[] = [];
  const onNotice = (notice: string) => {
    notices.push(notice);
    task.onNotice(notice);
  };
  const pad = (picture: Picture) => padToMultiple(picture, recipe.multiple, recipe.least);
  const given = Object.fromEntries(
    Object.entries(task.given).map(([name, layers]) => [name, pad(stacked(layers))]),
  );
  const relay = await Relay.begin(recipeFit(recipe, pad(working), { steps, seed, given }), {
    engines: [() => Promise.resolve(engine), ...engine.name === "cpu" ? [] : [cpu]],
    onNotice,
  }, from?.leg);
  try {
    if (from) {
      from.notices.forEach(onNotice);
      clock.goOn(from.timings);
      const [then, now] = [from.engine, engineOf(relay)].map(inWords);
      if (then !== now) onNotice(`The fit was begun by ${then}, and goes on by ${now}`);
    }
    const history = new LossHistory(from?.losses);
    const keep = async () =>
      await file?.write({
        engine: engineOf(relay),
        leg: await relay.checkpoint(),
        losses: history.record(),
        notices,
        timings: clock.timings(),
      });
    const read = () => readLayers(relay, working);
    while (relay.fit.step < steps) {
      // The engine blocks its thread for a step: this lets timers and signals have their turn.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted) break;
      clock.begin();
      const losses = await relay.advance();
      clock.end();
      const { step } = relay.fit;
      history.add(step, losses);
      if (file?.isDue) await keep();
      await task.onProgress({ step, steps, losses, ...clock.speed(steps - step) }, read);
    }
    const { fit } = relay;
    if (fit.step === 0) throw stoppedEarly();
    await keep();
    return {
      fitted: await read(),
      stepsDone: fit.step,
      losses: history.record(),
      engine: fit.start.engine,
      operators: fit.executable.nodes,
    };
  } finally {
    await relay.fit.release();
  }
}

/** What a fit goes on with when another engine fails. */
const cpu = () => openBackend("cpu");

function engineOf(
  { fit: { start: { engine: { name, device } } } }: Relay,
): FitCheckpoint["engine"] {
  return { name, device };
}

function inWords({ name, device }: FitCheckpoint["engine"]): string {
  return `${name} (${device})`;
}

/** One layer behind the other, [6,h,w]. */
function stacked([a, b]: Pair): Picture {
  const data = new Float32Array(2 * a.data.length);
  data.set(a.data);
  data.set(b.data, a.data.length);
  return { ...a, data, channels: 2 * a.channels };
}

async function readLayers({ fit }: Relay, { width, height }: Picture): Promise<FittedLayers> {
  const { first, second, mask } = await fit.pictures();
  const picture = (data: Float32Array | undefined, channels: number): Picture => {
    if (!data) throw new TypeError("The fit lacks a picture");
    const { photo } = fit.start;
    const padded = { data, channels, height: photo.height, width: photo.width };
    return cropPicture(padded, { left: 0, top: 0, width, height });
  };
  return { layers: [picture(first, 3), picture(second, 3)], mask: picture(mask, 1) };
}
