import { UserError } from "../errors.ts";
import type { Picture } from "./picture.ts";

/** The shortest side that can be taken apart: the exclusion loss halves a picture several times. */
export const LEAST_SIDE = 16;

/**
 * Checks pixels that a caller made, and copies them.
 *
 * @param picture [1,h,w] or [3,h,w] in [0, 1].
 * @returns A copy, [3,h,w]; one channel is repeated.
 * @throws {UserError} If shape or values are not as described, or a side is below 16.
 */
export function checkPicture(picture: Picture): Picture {
  const { data, channels, height, width } = picture;
  if (!(data instanceof Float32Array)) {
    throw new UserError("The picture's data must be a Float32Array; convert it");
  }
  if (channels !== 1 && channels !== 3) {
    throw new UserError(`The picture has ${channels} channels; give it 1 or 3`);
  }
  checkSize(picture, "the picture");
  const size = channels * height * width;
  if (data.length !== size) {
    throw new UserError(
      `The picture has ${data.length} values; ${channels} channels of ${width}x${height} are ${size}`,
    );
  }
  const wrong = data.findIndex((value) => !(value >= 0 && value <= 1));
  if (wrong >= 0) {
    throw new UserError(
      `The picture's value ${data[wrong]} at index ${wrong} is not in [0, 1]; scale or clip it`,
    );
  }
  const copy = new Float32Array(3 * height * width);
  for (let at = 0; at < copy.length; at += size) copy.set(data, at);
  return { data: copy, channels: 3, height, width };
}

/**
 * Checks that a picture is large enough.
 *
 * @param size Its sides in pixels.
 * @param name What to call it in an error.
 * @throws {UserError} If a side is not a whole number of at least 16.
 */
export function checkSize(
  { width, height }: Pick<Picture, "width" | "height">,
  name: string,
): void {
  if ([width, height].every((side) => Number.isSafeInteger(side) && side >= LEAST_SIDE)) return;
  throw new UserError(
    `Cannot use ${name}: it is ${width}x${height} pixels, and ${LEAST_SIDE}x${LEAST_SIDE} is the ` +
      "least; choose a larger one",
  );
}
