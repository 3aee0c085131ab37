import { writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { choosePhotos } from "./choose_photos.ts";
import { expectEmpty, fillNewFolder } from "./new_folder.ts";
import { checkDataset, type DatasetOptions, type DatasetSettings, type Part } from "./options.ts";
import { type DatasetPair, writeParts } from "./write_parts.ts";

/** What a data set holds; it is written beside it as `manifest.json`. */
export interface DatasetManifest {
  /** What it was made by. */
  readonly settings: DatasetSettings;
  /** Photos by their names in the data set; files are relative to the folder of photos. */
  readonly photos: Readonly<Record<string, { readonly file: string; readonly part: Part }>>;
  /** Files that were left out, relative to the folder of photos, and why. */
  readonly skipped: readonly { readonly file: string; readonly reason: string }[];
  /** The mixtures: which crops, and the share of the first. */
  readonly pairs: readonly DatasetPair[];
}

/**
 * Makes a data set of photos and of their mixtures, for training and measuring: random crops of each
 * photo, and mixtures of two crops of different photos of the same part. The same seed gives the same
 * files on the same machine. The folder appears when it is complete.
 *
 * @param options Photos, folder, sizes, shares.
 * @returns What the data set holds, and what was left out.
 * @throws {UserError} If an option is impossible, or a folder cannot be used.
 * @throws {DOMException} `AbortError`, if the signal stops it.
 *
 * @example
 * ```ts
 * import { createDataset } from "./create_dataset.ts";
 *
 * const output = await Deno.makeTempDir() + "/pairs";
 * const { pairs } = await createDataset({ input: "fixtures", output, size: 64, split: [0, 100, 0] });
 * console.log(pairs[0]?.file, pairs[0]?.alpha);
 * ```
 */
export async function createDataset(options: DatasetOptions): Promise<DatasetManifest> {
  const settings = checkDataset(options);
  const { input, output, signal } = options;
  await expectEmpty(output);
  const { photos, skipped } = await choosePhotos(settings, options);
  return await fillNewFolder(output, async (folder) => {
    const written = await writeParts(photos, folder, settings, options);
    const manifest: DatasetManifest = {
      settings,
      photos: Object.fromEntries(
        written.photos.map(({ name, file, part }) => [name, { file: relative(input, file), part }]),
      ),
      skipped: [
        ...skipped,
        ...written.damaged.map((file) => ({
          file: relative(input, file),
          reason: "it is damaged",
        })),
      ],
      pairs: written.pairs,
    };
    await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest, null, 1) + "\n");
    return manifest;
  }, signal);
}
