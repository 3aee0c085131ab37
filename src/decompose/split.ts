import { UserError } from "../errors.ts";
import { Fit, type Losses } from "../fit/fit.ts";
import { cropPicture, padToMultiple } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import { readPicture } from "../image/read_picture.ts";
import { fitWithin, resizePicture } from "../image/resize_picture.ts";
import { psnr } from "../metrics/psnr.ts";
import { onnxEngine } from "../runtime/onnx/onnx_engine.ts";
import { VERSIONS } from "../versions.ts";
import { makeAnswer } from "./answer.ts";
import { LossHistory } from "./loss_history.ts";
import { checkOptions, type Settings } from "./options.ts";
import type { Recipe } from "./recipe.ts";
import { StepClock } from "./step_clock.ts";
import type { Layers, SplitOptions, SplitResult } from "./types.ts";

/**
 * Takes one photo that is two photos apart into its two layers, by fitting two coupled deep image
 * priors and a mixing mask to it (after Gandelsman, Shocher and Irani, "Double-DIP", CVPR 2019).
 * Nothing is written or printed.
 *
 * @param source A path, an encoded picture's bytes, or pixels.
 * @param options Recipe, size, steps, seed; a signal to stop by; a function to be told of progress.
 * @returns Layers, mask and reconstruction at the photo's own size, values in [0, 1], and the report.
 * If `options.signal` stops the fit after its first step, the result is what was found until then.
 * @throws {UserError} If the photo cannot be read or an option is out of range.
 * @throws {DOMException} `AbortError`, if the signal stops it before the first step.
 *
 * @example
 * ```ts
 * import { split } from "./split.ts";
 * const { layers, report } = await split("fixtures/two-people.png", { steps: 20, size: 64 });
 * console.log(layers[0].width, layers[0].height, report.reproduction.psnr);
 * ```
 */
export async function split(
  source: string | Uint8Array | Picture,
  options: SplitOptions = {},
): Promise<SplitResult> {
  const clock = new StepClock();
  const settings = checkOptions(options);
  const photo = await readPicture(source);
  const working = await resizePicture(photo, fitWithin(photo.width, photo.height, settings.size));
  const fit = await beginFit(working, settings);
  try {
    const history = new LossHistory();
    const answer = () => answerNow(fit, photo, working, settings.recipe);
    await runFit(fit, { options, settings, clock, history, answer });
    const layers = await answer();
    return {
      ...layers,
      report: {
        settings: {
          recipe: settings.recipeName,
          seed: settings.seed,
          size: settings.size,
          steps: settings.steps,
        },
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
    await fit.release();
  }
}

/** Steps until the last one, or until the caller has had enough. */
async function runFit(
  fit: Fit,
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
  for (let step = 1; step <= steps; step++) {
    // The engine blocks its thread for a step: this lets timers and signals have their turn.
    await new Promise((resolve) => setTimeout(resolve));
    if (signal?.aborted) break;
    clock.begin();
    const losses = await fit.advance();
    clock.end();
    expectFinite(losses, step);
    history.add(step, losses);
    await onProgress?.({ step, steps, losses, ...clock.speed(steps - step), preview: answer });
  }
  if (fit.step === 0) {
    throw new DOMException("The fit was stopped before its first step", "AbortError");
  }
}

function beginFit(working: Picture, { recipe, steps, seed }: Settings): Promise<Fit> {
  return Fit.begin({
    photo: padToMultiple(working, recipe.multiple, recipe.least),
    build: (inputs) => {
      const { layers: [first, second], mask, terms } = recipe.build(inputs);
      return { terms, pictures: { first, second, mask } };
    },
    settings: recipe.settings,
    steps,
    seed,
    engine: onnxEngine(),
  });
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
