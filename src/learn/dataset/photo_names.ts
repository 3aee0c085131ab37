import { parse } from "node:path";

/**
 * Names photos for a data set: as their files are called, in letters, digits and underscores, since a
 * hyphen parts the two names of a mixture. Where two would have the same name, the later ones get a
 * number.
 *
 * @param files Paths of photos.
 * @returns A name for each, in the same order.
 */
export function photoNames(files: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return files.map((file) => {
    const plain = parse(file).name.normalize("NFKD").replace(/[^A-Za-z0-9_]+/g, "_") || "photo";
    let name = plain;
    // Some file systems take upper and lower case for the same.
    for (let i = 2; taken.has(name.toLowerCase()); i++) name = `${plain}_${i}`;
    taken.add(name.toLowerCase());
    return name;
  });
}
