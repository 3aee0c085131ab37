import type { SplitResult } from "../decompose/types.ts";
import { encodePng } from "../image/encode_png.ts";
import type { Picture } from "../image/picture.ts";
import { contactSheet } from "./contact_sheet.ts";
import { lossChart } from "./loss_chart.ts";

/** The names of the files that {@linkcode splitFiles} can make. */
export const SPLIT_FILES = [
  "layer-1.png",
  "layer-2.png",
  "mask.png",
  "reconstruction.png",
  "comparison.png",
  "losses.svg",
  "report.json",
] as const;

/**
 * Makes the files of a split.
 *
 * @param photo The photo, [3,h,w].
 * @param result What came of it.
 * @param about The photo's file name, and when the split began.
 * @returns Contents by name, one for each of `SPLIT_FILES`; of a trained network alone all but the
 * losses.
 */
export async function splitFiles(
  photo: Picture,
  result: SplitResult,
  about: { readonly file: string; readonly startedAt: Date },
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { layers: [first, second], mask, reconstruction, report } = result;
  const text = (content: string) => new TextEncoder().encode(content);
  const contents: Partial<Record<typeof SPLIT_FILES[number], Uint8Array>> = {
    "layer-1.png": await encodePng(first),
    "layer-2.png": await encodePng(second),
    "mask.png": await encodePng(mask),
    "reconstruction.png": await encodePng(reconstruction),
    "comparison.png": await encodePng(await contactSheet(photo, result)),
    // A trained network's answer has no steps to draw.
    ...report.stepsDone > 0 ? { "losses.svg": text(lossChart(report.losses)) } : {},
    "report.json": text(reportJson(report, about)),
  };
  return new Map(Object.entries(contents));
}

/**
 * Writes the report as JSON, indented, each list of numbers on one line. The PSNR of a perfect
 * reproduction, infinite, becomes null.
 */
function reportJson(
  report: SplitResult["report"],
  { file, startedAt }: { readonly file: string; readonly startedAt: Date },
): string {
  const { psnr, maxError } = report.reproduction;
  const json = JSON.stringify(
    {
      startedAt: startedAt.toISOString(),
      ...report,
      photo: { file, ...report.photo },
      reproduction: { psnr: Number.isFinite(psnr) ? psnr : null, maxError },
    },
    null,
    2,
  );
  const numbers = /\[\n([-\d.e+,\s]+)\n\s*\]/g;
  return json.replace(numbers, (list) => list.replace(/\s+/g, "").replaceAll(",", ", ")) + "\n";
}
