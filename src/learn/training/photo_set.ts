import { sha256 } from "../../sha256.ts";
import type { StoredPhoto } from "./photo_store.ts";

/** What photos mixtures are made from, so far as a later run can tell whether it has the same. */
export interface PhotoSet {
  readonly count: number;
  /** Of their order, sizes and bytes: 16 hexadecimal digits. */
  readonly digest: string;
}

/**
 * Describes photos. In another order they are another set: pairs are drawn by their numbers.
 *
 * @param photos As they were loaded.
 * @returns Their number and their digest, at half a gigabyte a second or so.
 */
export function describePhotos(photos: readonly StoredPhoto[]): PhotoSet {
  const parts = photos.flatMap(({ data, width, height }) => [`${width}x${height} `, data]);
  return { count: photos.length, digest: sha256(...parts).slice(0, 16) };
}
