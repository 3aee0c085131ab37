import { UserError } from "../../errors.ts";
import { type DatasetSettings, type Part, PARTS } from "./options.ts";
import { mostMixtures } from "./pairing.ts";

/**
 * Refuses photos that cannot be paired as the settings ask: each part that has a share needs two, and
 * enough of them for its mixtures.
 *
 * @param photos The photos of all parts.
 * @param settings Shares, crops, mixtures; the size, for the error.
 * @param input Where the photos are from, for the error.
 * @throws {UserError} If a part has too few.
 */
export function expectPairs(
  photos: readonly { readonly part: Part }[],
  { split, crops, mixtures, size }: DatasetSettings,
  input: string,
): void {
  for (const [i, part] of PARTS.entries()) {
    const { length } = photos.filter((photo) => photo.part === part);
    if (split[i] === 0) continue;
    if (length < 2) {
      throw new UserError(
        `Of ${photos.length} photos (of at least ${size}x${size} pixels, from ${input}) ${part} gets ` +
          `${length}, and needs two: take more photos, or give ${part} another share by split`,
      );
    }
    const most = mostMixtures(length, crops);
    if (mixtures > most) {
      throw new UserError(
        `The ${length} photos of ${part} can be mixed ${most} times each, not ${mixtures} times: ` +
          "lower the mixtures, or add photos",
      );
    }
  }
}
