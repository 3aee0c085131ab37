import type { Progress } from "../decompose/types.ts";
import type { Origin } from "../image/origin.ts";
import type { OutputFolder } from "./output_folder.ts";

/** Long side of what is previewed, in pixels: more would hardly show on a contact sheet. */
const LARGEST = 1200;

/**
 * Makes what rewrites comparison.png while the fit runs.
 *
 * @param origin What the photo's file has beside its pixels.
 * @param folder Where to.
 * @param seconds How often; undefined for never.
 * @returns To be called after each step.
 */
export async function previews(
  origin: Origin,
  folder: OutputFolder,
  seconds: number | undefined,
): Promise<(progress: Progress) => Promise<void>> {
  if (seconds === undefined) return () => Promise.resolve();
  const { contactSheet } = await import("../report/contact_sheet.ts");
  const { encodeSheet } = await import("../report/encode_sheet.ts");
  let last = performance.now();
  return async ({ step, steps, preview }) => {
    // The last step needs no preview: the results follow it.
    if (step === steps || performance.now() - last < seconds * 1000) return;
    const sheet = await contactSheet(await preview(LARGEST));
    await folder.write(new Map([["comparison.png", await encodeSheet(sheet, origin)]]));
    last = performance.now();
  };
}
