import type { Progress } from "../decompose/types.ts";
import type { Photo } from "../image/read_photo.ts";
import type { OutputFolder } from "./output_folder.ts";

/**
 * Makes what rewrites comparison.png while the fit runs.
 *
 * @param photo The photo.
 * @param folder Where to.
 * @param seconds How often; undefined for never.
 * @returns To be called after each step.
 */
export async function previews(
  { picture, origin }: Photo,
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
    const sheet = await contactSheet(picture, await preview());
    await folder.write(new Map([["comparison.png", await encodeSheet(sheet, origin)]]));
    last = performance.now();
  };
}
