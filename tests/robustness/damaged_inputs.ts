import { Random } from "../../src/random.ts";
import { bombs } from "./bombs.ts";
import { damage } from "./damage.ts";
import { damagedLabels } from "./damaged_labels.ts";
import { foreignFiles } from "./foreign_files.ts";
import type { Input } from "./input.ts";
import { lyingHeaders } from "./lying_headers.ts";
import { foreigners, originals, strokes } from "./originals.ts";
import { numbers, strips } from "./strips_and_numbers.ts";

/**
 * Makes damaged inputs from the fixtures: the same ones for the same seed.
 *
 * @param seed An integer from 0 to 2^32 - 1.
 * @returns Several hundred, by what is wrong with them.
 */
export async function damagedInputs(
  seed: number,
): Promise<Readonly<Record<string, readonly Input[]>>> {
  const [photos, others, hint] = await Promise.all([originals(), foreigners(), strokes()]);
  const random = (name: string) => new Random(seed, name);
  const asHint = (input: Input): Input => ({ ...input, name: `hint: ${input.name}`, hint: true });
  return {
    "in order": photos.map((photo) => ({ ...photo, expected: "split" })),
    "cut, flipped, torn": photos.flatMap((photo) => damage(photo, random(photo.name))),
    "of a lying header": lyingHeaders(photos),
    "of another kind": foreignFiles(photos, others),
    "with damaged labels": await damagedLabels(photos),
    "very large once unfolded": await bombs(),
    "very thin": await strips(),
    "of other numbers": numbers(),
    "hints": [
      { ...asHint({ ...hint, expected: "split" }) },
      ...[...damage(hint, random("hint")), ...foreignFiles([], others)].map(asHint),
    ],
  };
}
