import { parse } from "node:path";

/** Two names, their crops' numbers and the rest must fit into the 255 bytes of a mixture's file. */
const LONGEST = 100;

/**
 * Names photos for a data set: as their files are called, in letters, digits and underscores, since a
 * hyphen parts the two names of a mixture; long names are cut. Where two would have the same name, the
 * later ones get a number.
 *
 * @param files Paths of photos.
 * @returns A name for each, in the same order.
 */
export function photoNames(files: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  const numbers = new Map<string, number>();
  return files.map((file) => {
    const plain = parse(file).name.normalize("NFKD").replace(/\p{M}+/gu, "")
      .replace(/[^A-Za-z0-9_]+/g, "_").slice(0, LONGEST) || "photo";
    // Some file systems take upper and lower case for the same.
    const key = plain.toLowerCase();
    let [name, number] = [plain, numbers.get(key) ?? 1];
    while (taken.has(name.toLowerCase())) name = `${plain}_${++number}`;
    numbers.set(key, number);
    taken.add(name.toLowerCase());
    return name;
  });
}
