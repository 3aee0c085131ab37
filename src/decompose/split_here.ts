import type { Picture } from "../image/picture.ts";
import { readHint } from "../image/read_hint.ts";
import { readPicture } from "../image/read_picture.ts";
import { psnr } from "../metrics/psnr.ts";
import { VERSIONS } from "../versions.ts";
import { checkOptions } from "./options.ts";
import { retouch } from "./retouch.ts";
import { sourcesOf, type SplitSources } from "./sources.ts";
import { splitByNetworks } from "./split_by_networks.ts";
import { splitDirectly } from "./split_directly.ts";
import { StepClock } from "./step_clock.ts";
import type { Report, SplitOptions, SplitResult } from "./types.ts";

/**
 * Does the work of {@linkcode split} in the calling thread, which the engine blocks for a step at a
 * time.
 *
 * @param source A path, an encoded picture's bytes, or pixels; or several of them.
 * @param options As those of `split`.
 * @returns As `split` does.
 * @throws As `split` does.
 */
export async function splitHere(
  source: SplitSources,
  options: SplitOptions = {},
): Promise<SplitResult> {
  const clock = new StepClock();
  const sources = sourcesOf(source);
  const settings = checkOptions(options, sources.length);
  const { recipe, recipeName, weights: _, ...record } = settings;
  const photos: Picture[] = [];
  for (const one of sources) photos.push(await readPicture(one));
  const [photo] = photos as [Picture];
  const hint = options.hint === undefined ? undefined : await readHint(options.hint, photo);
  const notices: string[] = [];
  const onNotice = (notice: string) => {
    notices.push(notice);
    options.onNotice?.(notice);
  };
  const answer = recipe.kind === "direct"
    ? await splitDirectly(recipe, { photos, hint }, settings.space)
    : await splitByNetworks(recipe, { photo, hint, settings, clock }, { ...options, onNotice });
  const { layers, mask, reconstruction, more, stepsDone, working, ...findings } = answer;
  return {
    layers,
    mask,
    reconstruction,
    more,
    ...recipe.retouches ? { retouched: retouch(photo, layers, settings.strength) } : {},
    report: {
      settings: { recipe: recipeName, ...record, hint: hint !== undefined },
      ...findings,
      notices,
      photo: { ...sizeOf(photo), count: photos.length },
      working: sizeOf(working),
      versions: VERSIONS,
      timings: clock.timings(),
      stopped: stepsDone < settings.steps,
      stepsDone,
      reproduction: reproduction(reconstruction, photo),
    },
  };
}

function sizeOf({ width, height }: Picture): { readonly width: number; readonly height: number } {
  return { width, height };
}

function reproduction(result: Picture, photo: Picture): Report["reproduction"] {
  const maxError = result.data.reduce(
    (most, v, i) => Math.max(most, Math.abs(v - (photo.data[i] as number))),
    0,
  );
  return { psnr: psnr(result, photo), maxError };
}
