import sharp from "npm:sharp@0.35.5";
import type { Picture } from "./picture.ts";
import { packSamples } from "./samples.ts";

/**
 * Encodes a picture as PNG, in sRGB.
 *
 * @param picture [1,h,w] (grey) or [3,h,w]; values are clipped to [0, 1] and rounded.
 * @param options `bitDepth`: bits a sample, 8 by default.
 * @returns The file's bytes, the same for the same picture.
 * @throws {RangeError} If the picture has neither 1 nor 3 channels.
 *
 * @example
 * ```ts
 * import { encodePng } from "./encode_png.ts";
 * const grey = { data: new Float32Array(64).fill(0.5), channels: 1, height: 8, width: 8 };
 * await Deno.writeFile("grey.png", await encodePng(grey, { bitDepth: 16 }));
 * ```
 */
export async function encodePng(
  picture: Picture,
  { bitDepth = 8 }: { readonly bitDepth?: 8 | 16 } = {},
): Promise<Uint8Array> {
  const { channels, height, width } = picture;
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`Cannot write a picture of ${channels} channels as PNG: it takes 1 or 3`);
  }
  const { data } = packSamples(picture, { bitDepth });
  const grey = bitDepth === 16 ? "grey16" : "b-w";
  const colour = bitDepth === 16 ? "rgb16" : "srgb";
  return await sharp(data, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? grey : colour)
    .png({ adaptiveFiltering: true })
    .toBuffer();
}
