import sharp from "npm:sharp@0.35.5";
import { UserError } from "../errors.ts";
import { checkKind } from "./decode_picture.ts";
import { type Hint, resizeHint } from "./hint.ts";
import { MOST_MEGAPIXELS } from "./megapixels.ts";
import type { Picture } from "./picture.ts";
import { readBytes } from "./read_picture.ts";
import type { Size } from "./resize_picture.ts";

/** A stroke's colour is above the other two by so much, of 1: markers are not always pure. */
const CLEARLY = 0.3;

/**
 * Reads a hint: a picture with red strokes, "this is layer 1", and blue ones, "this is layer 2", on
 * nothing. What is transparent, or of another colour, says nothing.
 *
 * @param source A path, the bytes of a file (PNG, WebP or TIFF for their transparency), or masks.
 * @param size What it is scaled to: the photo's size.
 * @param most Megapixels that it may have.
 * @returns The strokes.
 * @throws {UserError} If it cannot be read, or has no strokes.
 *
 * @example
 * ```ts
 * import { readHint } from "./read_hint.ts";
 * const stroke = { data: new Float32Array(64).fill(1), channels: 1, height: 8, width: 8 };
 * const none = { ...stroke, data: new Float32Array(64) };
 * const hint = await readHint({ first: stroke, second: none }, { width: 32, height: 32 });
 * console.log(hint.first.data.length); // 1024
 * ```
 */
export async function readHint(
  source: string | Uint8Array | Hint,
  size: Size,
  most = MOST_MEGAPIXELS,
): Promise<Hint> {
  const name = typeof source === "string" ? source : "the hint";
  const given = typeof source === "string" || source instanceof Uint8Array
    ? await decodeHint(typeof source === "string" ? await readBytes(source) : source, name, most)
    : checkMasks(source);
  const { first, second } = await resizeHint(given, size);
  if (isEmpty(first) && isEmpty(second)) {
    throw new UserError(
      `${name === "the hint" ? "The hint" : name} has no red and no blue strokes: paint red what ` +
        "is layer 1, and blue what is layer 2",
    );
  }
  return { first, second };
}

function isEmpty({ data }: Picture): boolean {
  return !data.some((v) => v > 0);
}

async function decodeHint(bytes: Uint8Array, name: string, most: number): Promise<Hint> {
  const { data, info } = await decodeColours(bytes, most).catch((cause) => {
    throw new UserError(
      `Cannot read ${name}: it is not a picture that can be read; save the ` +
        "strokes as a PNG file",
      { cause },
    );
  });
  const { width, height } = info;
  const [first, second] = [new Float32Array(width * height), new Float32Array(width * height)];
  for (let i = 0; i < first.length; i++) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(4 * i, 4 * i + 4);
    if (red - Math.max(green, blue) > CLEARLY * 255) first[i] = alpha / 255;
    if (blue - Math.max(red, green) > CLEARLY * 255) second[i] = alpha / 255;
  }
  const mask = (data: Float32Array) => ({ data, channels: 1, height, width });
  return { first: mask(first), second: mask(second) };
}

/** Asynchronous as a whole: of no bytes at all sharp complains at once. */
async function decodeColours(bytes: Uint8Array, most: number) {
  checkKind(bytes, "the hint");
  return await sharp(bytes, { autoOrient: true, limitInputPixels: most * 1e6 })
    .toColourspace("srgb").ensureAlpha().raw().toBuffer({ resolveWithObject: true });
}

function checkMasks(hint: Hint): Hint {
  for (const { data, channels, height, width } of [hint.first, hint.second]) {
    const whole = channels === 1 && height > 0 && data.length === height * width;
    if (whole && data.every((v) => v >= 0 && v <= 1)) continue;
    throw new UserError("The hint's masks must be of one channel each, with values from 0 to 1");
  }
  return hint;
}
