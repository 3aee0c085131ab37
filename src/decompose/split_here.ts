import { setImmediate } from "node:timers";
import { stoppedEarly, UserError } from "../errors.ts";
import type { Fit, Losses } from "../fit/fit.ts";
import { Relay } from "../fit/relay.ts";
import { cropPicture, padToMultiple } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import { readPicture } from "../image/read_picture.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { psnr } from "../metrics/psnr.ts";
import { openBackend } from "../runtime/open_backend.ts";
import { VERSIONS } from "../versions.ts";
import { makeAnswer } from "./answer.ts";
import { LossHistory } from "./loss_history.ts";
import { checkOptions, type Settings } from "./options.ts";
import type { Recipe } from "./recipe.ts";
import { recipeFit } from "./recipe_fit.ts";
import { StepClock } from "./step_clock.ts";
import type { Layers, SplitOptions, SplitResult } from "./types.ts";

/**
 * Does the work of {@linkcode split} in the calling thread, which the engine blocks for a step at a
 * time.
 *
 * @param source A path, an encoded picture's bytes, or pixels.
 * @param options As those of `split`.
 * @returns As `split` does.
 * @throws As `split` does.
 */
export async function splitHere(
  source: string | Uint8Array | Picture,
  options: SplitOptions = {},
): Promise<SplitResult> {
  const clock = new StepClock();
  const settings = checkOptions(options);
  const photo = await readPicture(source);
  const working = await resizePicture(photo, fitWithin(photo.width, photo.height, settings.size));
  const engine = await openBackend(settings.backend);
  const notices: string[] = [];
  const { recipe } = settings;
  const padded = padToMultiple(working, recipe.multiple, recipe.least);
  const relay = await Relay.begin(recipeFit(recipe, padded, settings), {
    engines: [() => Promise.resolve(engine), ...engine.name === "cpu" ? [] : [cpu]],
    onNotice: (notice) => {
      notices.push(notice);
      options.onNotice?.(notice);
    },
  });
  try {
    const history = new LossHistory();
    const answer = () => answerNow(relay.fit, photo, working, recipe);
    await runFit(relay, { options, settings, clock, history, answer });
    const layers = await answer();
    const { fit } = relay;
    return {
      ...layers,
      report: {
        settings: {
          recipe: settings.recipeName,
          seed: settings.seed,
          size: settings.size,
          steps: settings.steps,
          backend: settings.backend,
        },
        engine: {
          name: fit.start.engine.name,
          device: fit.start.engine.device,
          operators: fit.executable.nodes,
        },
        notices,
        photo: sizeOf(photo),
        working: sizeOf(working),
        versions: VERSIONS,
        timings: clock.timings(),
        stopped: fit.step < settings.steps,
        stepsDone: fit.step,
        losses: history.record(),
        reproduction: {
          psnr: psnr(layers.reconstruction, photo),
          maxError: largestDifference(layers.reconstruction, photo),
        },
      },
    };
  } finally {
    await relay.fit.release();
  }
}

/** What a fit goes on with when another engine fails. */
const cpu = () => openBackend("cpu");

/** Steps until the last one, or until the caller has had enough. */
async function runFit(
  relay: Relay,
  { options, settings, clock, history, answer }: {
    readonly options: SplitOptions;
    readonly settings: Settings;
    readonly clock: StepClock;
    readonly history: LossHistory;
    readonly answer: () => Promise<Layers>;
  },
): Promise<void> {
  const { signal, onProgress } = options;
  const { steps } = settings;
  while (relay.fit.step < steps) {
    // The engine blocks its thread for a step: this lets timers and signals have their turn.
    await new Promise((resolve) => setImmediate(resolve));
    if (signal?.aborted) break;
    clock.begin();
    const losses = await relay.advance();
    clock.end();
    const { step } = relay.fit;
    expectFinite(losses, step);
    history.add(step, losses);
    await onProgress?.({ step, steps, losses, ...clock.speed(steps - step), preview: answer });
  }
  if (relay.fit.step === 0) throw stoppedEarly();
}

async function answerNow(
  fit: Fit,
  photo: Picture,
  working: Picture,
  recipe: Recipe,
): Promise<Layers> {
  const { first, second, mask } = await fit.pictures();
  const picture = (data: Float32Array | undefined, channels: number): Picture => {
    if (!data) throw new TypeError("The fit lacks a picture");
    const { height, width } = fit.start.photo;
    return cropPicture({ data, channels, height, width }, { left: 0, top: 0, ...sizeOf(working) });
  };
  const layers = [picture(first, 3), picture(second, 3)] as const;
  return makeAnswer(photo, { layers, mask: picture(mask, 1) }, recipe.answer);
}

function sizeOf({ width, height }: Picture): { readonly width: number; readonly height: number } {
  return { width, height };
}

function expectFinite(losses: Losses, step: number): void {
  for (const [name, value] of Object.entries(losses)) {
    if (!Number.isFinite(value)) {
      throw new UserError(
        `The fit failed at step ${step}: its ${name} loss is ${value}; try another --seed`,
      );
    }
  }
}

function largestDifference(a: Picture, b: Picture): number {
  return a.data.reduce((most, v, i) => Math.max(most, Math.abs(v - (b.data[i] as number))), 0);
}
