import type { Progress } from "../decompose/types.ts";
import type { Picture } from "../image/picture.ts";
import type { OutputFolder } from "./output_folder.ts";

/**
 * Makes what rewrites comparison.png while the fit runs.
 *
 * @param photo The photo, [3,h,w].
 * @param folder Where to.
 * @param seconds How often; undefined for never.
 * @returns To be called after each step.
 */
export async function previews(
  photo: Picture,
  folder: OutputFolder,
  seconds: number | undefined,
): Promise<(progress: Progress) => Promise<void>> {
  if (seconds === undefined) return () => Promise.resolve();
  const { contactSheet } = await import("../report/contact_sheet.ts");
  const { encodePng } = await import("../image/encode_png.ts");
  let last = performance.now();
  return async ({ step, steps, preview }) => {
    // The last step needs no preview: the results follow it.
    if (step === steps || performance.now() - last < seconds * 1000) return;
    const sheet = await contactSheet(photo, await preview());
    await folder.write(new Map([["comparison.png", await encodePng(sheet)]]));
    last = performance.now();
  };
}
