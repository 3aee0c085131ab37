import sharp from "npm:sharp@0.35.5";
import type { Picture } from "./picture.ts";

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
  { data, channels, height, width }: Picture,
  { bitDepth = 8 }: { readonly bitDepth?: 8 | 16 } = {},
): Promise<Uint8Array> {
  if (channels !== 1 && channels !== 3) {
    throw new RangeError(`Cannot write a picture of ${channels} channels as PNG: it takes 1 or 3`);
  }
  const pixels = height * width;
  const samples = bitDepth === 16 ? new Uint16Array(data.length) : new Uint8Array(data.length);
  const white = bitDepth === 16 ? 65535 : 255;
  for (let i = 0; i < data.length; i++) {
    const value = Math.min(1, Math.max(0, data[i] as number));
    samples[(i % pixels) * channels + Math.floor(i / pixels)] = Math.round(value * white);
  }
  const grey = bitDepth === 16 ? "grey16" : "b-w";
  const colour = bitDepth === 16 ? "rgb16" : "srgb";
  return await sharp(samples, { raw: { width, height, channels } })
    .toColourspace(channels === 1 ? grey : colour)
    .png({ adaptiveFiltering: true })
    .toBuffer();
}
