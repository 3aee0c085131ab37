import { MOST_PHOTOS } from "../decompose/recipe.ts";
import type { SplitResult } from "../decompose/types.ts";
import { type EncodeOptions, encodePicture } from "../image/encode_picture.ts";
import { encodePng } from "../image/encode_png.ts";
import { FORMAT_NAMES } from "../image/formats.ts";
import { mixByMask } from "../image/mix_by_mask.ts";
import { curvesOf } from "../image/origin.ts";
import type { Picture } from "../image/picture.ts";
import { contactSheet } from "./contact_sheet.ts";
import { encodeSheet } from "./encode_sheet.ts";
import { lossChart } from "./loss_chart.ts";

/** What layer 1 of the second photo and on is called, of a recipe that gives each photo its own. */
const layerOf = (photo: number) => `photo-${photo}-layer-1`;

/** Pictures that are written as the photo was. */
const LIKE_PHOTO: readonly string[] = [
  "layer-1",
  "layer-2",
  "reconstruction",
  "retouched",
  ...Array.from({ length: MOST_PHOTOS - 1 }, (_, i) => layerOf(i + 2)),
];

/** The names of the files that {@linkcode splitFiles} can make. */
export const SPLIT_FILES: readonly string[] = [
  "mask.png",
  "comparison.png",
  "losses.svg",
  "report.json",
  ...FORMAT_NAMES.flatMap((format) => LIKE_PHOTO.map((name) => `${name}.${format}`)),
];

/** What a report says that a result does not know. */
interface About {
  /** The photos' file names. */
  readonly files: readonly string[];
  readonly startedAt: Date;
}

/**
 * Makes the files of a split, one after the other: each is large, and gone before the next.
 *
 * @param result What came of it.
 * @param about The photos' file names, and when the split began.
 * @param encoding Format and quality of what is written as the photo was. Default PNG.
 * @returns Names and contents, some of `SPLIT_FILES`: losses of a fit, a retouched photo of recipes
 * that retouch, layers of further photos if they are their own.
 */
export async function* splitFiles(
  result: SplitResult,
  about: About,
  { format = "png", quality }: Pick<EncodeOptions, "format" | "quality"> = {},
): AsyncGenerator<readonly [string, Uint8Array]> {
  const { layers, mask, more, retouched, origins, report } = result;
  const [origin] = origins;
  const text = (content: string) => new TextEncoder().encode(content);
  const likePhoto = async (name: string, picture: Picture, from = origin) =>
    [`${name}.${format}`, await encodePicture(picture, { format, quality, origin: from })] as const;
  yield await likePhoto("layer-1", layers[0]);
  yield await likePhoto("layer-2", layers[1]);
  yield ["mask.png", await encodePng(mask)];
  // Not result.reconstruction, which would be kept.
  const values = { space: report.settings.space, curves: curvesOf(origin) };
  yield await likePhoto("reconstruction", mixByMask(layers, mask, values));
  yield ["comparison.png", await encodeSheet(await contactSheet(result), origin)];
  yield ["report.json", text(reportJson(report, about))];
  if (report.stepsDone > 0) yield ["losses.svg", text(lossChart(report.losses))];
  if (retouched) yield await likePhoto("retouched", retouched);
  for (const [i, { layers: [own] }] of more.entries()) {
    yield await likePhoto(layerOf(i + 2), own, origins[i + 1]);
  }
}

/**
 * Writes the report as JSON, indented, each list of numbers on one line. The PSNR of a perfect
 * reproduction, infinite, becomes null.
 */
function reportJson(
  report: SplitResult["report"],
  { files, startedAt }: About,
): string {
  const { psnr, maxError } = report.reproduction;
  const json = JSON.stringify(
    {
      startedAt: startedAt.toISOString(),
      ...report,
      photo: { files, ...report.photo },
      reproduction: { psnr: Number.isFinite(psnr) ? psnr : null, maxError },
    },
    null,
    2,
  );
  const numbers = /\[\n([-\d.e+,\s]+)\n\s*\]/g;
  return json.replace(numbers, (list) => list.replace(/\s+/g, "").replaceAll(",", ", ")) + "\n";
}
