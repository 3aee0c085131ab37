import { type Border, hasBorder } from "../image/border.ts";
import { isGrey } from "../image/is_grey.ts";
import { eachMixed } from "../image/mix_by_mask.ts";
import { readHint } from "../image/read_hint.ts";
import { readPhotos } from "../image/read_photo.ts";
import type { Size } from "../image/resize_picture.ts";
import { VERSIONS } from "../versions.ts";
import type { PhotoValues } from "./answer_as_stored.ts";
import { checkOptions } from "./options.ts";
import { retouch } from "./retouch.ts";
import { sourcesOf, type SplitSources } from "./sources.ts";
import { splitByNetworks } from "./split_by_networks.ts";
import { splitByTiles } from "./split_by_tiles.ts";
import { splitDirectly } from "./split_directly.ts";
import { StepClock } from "./step_clock.ts";
import type { FoundLayers, FoundSplit, Report, SplitOptions } from "./types.ts";
import { withReconstruction } from "./with_reconstruction.ts";
import { withinBorder } from "./within_border.ts";

/**
 * Does the work of {@linkcode split} in the calling thread, which the engine blocks for a step at a
 * time. Of its result nothing is made that can be made from the rest.
 *
 * @param sources A path, an encoded picture's bytes, or pixels; or several of them.
 * @param options As those of `split`.
 * @returns As `split` does.
 * @throws As `split` does.
 */
export async function splitHere(
  sources: SplitSources,
  options: SplitOptions = {},
): Promise<FoundSplit> {
  const clock = new StepClock();
  const settings = checkOptions(options, sourcesOf(sources).length);
  const { recipe, recipeName, weights: _, checkpoint: __, megapixels, ...record } = settings;
  const notices: string[] = [];
  const onNotice = (notice: string) => {
    notices.push(notice);
    options.onNotice?.(notice);
  };
  const [first, ...others] = await readPhotos(sourcesOf(sources), settings);
  const photo = first.picture;
  const whole = [photo, ...others.map(({ picture }) => picture)] as const;
  const strokes = options.hint === undefined
    ? undefined
    : await readHint(options.hint, photo, megapixels);
  await options.onPhoto?.({ ...sizeOf(photo), origin: first.origin });
  if ([first, ...others].some(({ isOdd }) => isOdd)) {
    onNotice(
      "The photo's file is odd: it may be damaged in places, look whether all of it is there",
    );
  }
  if ([first, ...others].some(({ converted }) => converted)) {
    onNotice("The photo's colours were converted to sRGB, and its layers are sRGB");
  }
  const values = { space: settings.space, curves: first.curves, grey: whole.every(isGrey) };
  const inside = withinBorder(whole, strokes, settings.border);
  const { border, photos, hint } = inside;
  if (settings.border === "auto" && hasBorder(border)) onNotice(borderNotice(border));
  const answer = recipe.kind === "direct"
    ? await splitDirectly(recipe, { photos, hint }, values)
    : await (settings.tiles ? splitByTiles : splitByNetworks)(recipe, {
      photo: photos[0],
      values,
      hint,
      settings,
      clock,
    }, {
      ...options,
      onProgress: ({ preview, ...progress }) =>
        options.onProgress?.({
          ...progress,
          preview: async (side) =>
            withReconstruction(await inside.framePreview(preview)(side), values),
        }),
      onNotice,
    });
  const { pictures: found, more, stepsDone, working, ...findings } = answer;
  const retouched = recipe.retouches
    ? inside.frame(retouch(photos[0], found.layers, settings.strength))
    : undefined;
  // Layers of a recipe without networks can be the same picture, or the photo itself.
  const pictures = recipe.kind === "direct"
    ? inside.frameLayers(found)
    : inside.frameOwnLayers(found);
  return {
    ...pictures,
    more: more.map((layers, i) => inside.frameLayers(layers, i + 1)),
    origins: [first, ...others].map(({ origin }) => origin),
    ...retouched ? { retouched } : {},
    report: {
      settings: { recipe: recipeName, ...record, hint: strokes !== undefined },
      ...findings,
      notices,
      photo: { ...sizeOf(photo), count: photos.length },
      border,
      working: sizeOf(working),
      versions: VERSIONS,
      timings: clock.timings(),
      stopped: stepsDone < settings.steps * (answer.tiles?.count ?? 1),
      stepsDone,
      reproduction: reproduction(pictures, values),
    },
  };
}

function borderNotice({ left, top, right, bottom }: Border): string {
  return `Left out a border of ${left},${top},${right},${bottom} pixels (left, top, right, bottom), ` +
    "which goes around both layers again: border none takes it for a part of the photo";
}

function sizeOf({ width, height }: Size): Size {
  return { width, height };
}

function reproduction(
  { photo, layers, mask }: FoundLayers,
  values: PhotoValues,
): Report["reproduction"] {
  let [sum, maxError] = [0, 0];
  eachMixed(layers, mask, values, (value, i) => {
    const error = Math.abs(value - (photo.data[i] as number));
    maxError = Math.max(maxError, error);
    sum += error ** 2;
  });
  return { psnr: -10 * Math.log10(sum / photo.data.length), maxError };
}
