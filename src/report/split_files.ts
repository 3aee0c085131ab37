import { MOST_PHOTOS } from "../decompose/recipe.ts";
import type { SplitResult } from "../decompose/types.ts";
import { encodePng } from "../image/encode_png.ts";
import type { Picture } from "../image/picture.ts";
import { contactSheet } from "./contact_sheet.ts";
import { lossChart } from "./loss_chart.ts";

/** What layer 1 of the second photo and on is called, of a recipe that gives each photo its own. */
const layerOf = (photo: number) => `photo-${photo}-layer-1.png`;

/** The names of the files that {@linkcode splitFiles} can make. */
export const SPLIT_FILES: readonly string[] = [
  "layer-1.png",
  "layer-2.png",
  "mask.png",
  "reconstruction.png",
  "comparison.png",
  "losses.svg",
  "retouched.png",
  "report.json",
  ...Array.from({ length: MOST_PHOTOS - 1 }, (_, i) => layerOf(i + 2)),
];

/** What a report says that a result does not know. */
interface About {
  /** The photos' file names. */
  readonly files: readonly string[];
  readonly startedAt: Date;
}

/**
 * Makes the files of a split.
 *
 * @param photo The photo, the first of several, [3,h,w].
 * @param result What came of it.
 * @param about The photos' file names, and when the split began.
 * @returns Contents by name, some of `SPLIT_FILES`: losses of a fit, a retouched photo of recipes that
 * retouch, layers of further photos if they are their own.
 */
export async function splitFiles(
  photo: Picture,
  result: SplitResult,
  about: About,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { layers: [first, second], mask, reconstruction, more, retouched, report } = result;
  const text = (content: string) => new TextEncoder().encode(content);
  const files = new Map([
    ["layer-1.png", await encodePng(first)],
    ["layer-2.png", await encodePng(second)],
    ["mask.png", await encodePng(mask)],
    ["reconstruction.png", await encodePng(reconstruction)],
    ["comparison.png", await encodePng(await contactSheet(photo, result))],
    ["report.json", text(reportJson(report, about))],
  ]);
  if (report.stepsDone > 0) files.set("losses.svg", text(lossChart(report.losses)));
  if (retouched) files.set("retouched.png", await encodePng(retouched));
  for (const [i, { layers: [own] }] of more.entries()) {
    files.set(layerOf(i + 2), await encodePng(own));
  }
  return files;
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
