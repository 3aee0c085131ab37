import sharp from "npm:sharp@0.35.5";

/**
 * The ICC profile of sRGB, as pictures carry it that are converted by sharp.
 *
 * @returns Its bytes.
 */
export async function srgbProfile(): Promise<Uint8Array> {
  const raw = { width: 1, height: 1, channels: 3 } as const;
  const png = await sharp(new Uint8Array(3), { raw }).withIccProfile("srgb").png().toBuffer();
  const { icc } = await sharp(png).metadata();
  if (!icc) throw new TypeError("sharp attached no profile");
  return icc;
}
