import type { Picture } from "./picture.ts";

/** Values as files have them: whole numbers, interleaved. */
export interface Samples {
  /** `[h,w,c]`, of 8 or 16 bits. */
  readonly data: Uint8Array | Uint16Array;
  /** 1 (grey) or 3 (red, green, blue), and one more with transparency. */
  readonly channels: number;
  readonly height: number;
  readonly width: number;
}

/** How opaque each pixel is, `[h,w]`, up to 255 or 65535. */
export type Alpha = Uint8Array | Uint16Array;

/**
 * Makes a picture of red, green and blue samples.
 *
 * @param samples [h,w,3], or [h,w,4] with alpha.
 * @returns The picture, [3,h,w], white where nothing of it can be seen; alpha, unless it is opaque.
 */
export function unpackSamples(
  { data: from, channels, height, width }: Samples,
): { readonly picture: Picture; readonly alpha: Alpha | undefined } {
  const pixels = width * height;
  const white = whiteOf(from);
  const data = new Float32Array(3 * pixels);
  // Not from.slice(): that of a Buffer, which sharp yields, copies nothing.
  const Kind = white === 255 ? Uint8Array : Uint16Array;
  const alpha = channels === 4 ? new Kind(pixels) : undefined;
  for (let i = 0; i < pixels; i++) {
    const at = i * channels;
    if (alpha) alpha[i] = from[at + 3] as number;
    const hidden = alpha?.[i] === 0;
    for (let c = 0; c < 3; c++) {
      data[c * pixels + i] = hidden ? 1 : (from[at + c] as number) / white;
    }
  }
  const opaque = alpha?.every((value) => value === white);
  return { picture: { data, channels: 3, height, width }, alpha: opaque ? undefined : alpha };
}

/** How samples are made. */
export interface PackOptions {
  /** Bits a sample. */
  readonly bitDepth: 8 | 16;
  readonly alpha?: Alpha | undefined;
  /** Whether the picture is laid over white; alpha is put beside it otherwise. */
  readonly overWhite?: boolean;
}

/**
 * Makes samples of a picture.
 *
 * @param picture [1,h,w] or [3,h,w]; values are clipped to [0, 1] and rounded.
 * @param options Bits, and how opaque it is.
 * @returns [h,w,c], c one more with alpha.
 */
export function packSamples(
  { data: from, channels: colours, height, width }: Picture,
  { bitDepth, alpha, overWhite = false }: PackOptions,
): Samples {
  const pixels = height * width;
  const channels = colours + (alpha && !overWhite ? 1 : 0);
  const size = pixels * channels;
  const data = bitDepth === 16 ? new Uint16Array(size) : new Uint8Array(size);
  const white = whiteOf(data);
  const opaque = alpha ? whiteOf(alpha) : 1;
  for (let c = 0; c < colours; c++) {
    for (let i = 0, at = c; i < pixels; i++, at += channels) {
      let value = from[c * pixels + i] as number;
      if (alpha && overWhite) value = 1 + (value - 1) * (alpha[i] as number) / opaque;
      data[at] = Math.round((value < 0 ? 0 : value > 1 ? 1 : value) * white);
    }
  }
  if (alpha && !overWhite) {
    const scale = white / opaque;
    for (let i = 0, at = colours; i < pixels; i++, at += channels) {
      data[at] = Math.round((alpha[i] as number) * scale);
    }
  }
  return { data, channels, height, width };
}

/**
 * Lays a picture over white, in place.
 *
 * @param picture [c,h,w].
 * @param alpha How opaque its pixels are.
 */
export function layOverWhite({ data }: Picture, alpha: Alpha): void {
  const white = whiteOf(alpha);
  for (let i = 0; i < data.length; i++) {
    const opacity = (alpha[i % alpha.length] as number) / white;
    data[i] = (data[i] as number) * opacity + 1 - opacity;
  }
}

function whiteOf(samples: Uint8Array | Uint16Array): number {
  return samples instanceof Uint16Array ? 65535 : 255;
}
