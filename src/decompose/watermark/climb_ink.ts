import type { Random } from "../../random.ts";
import type { Ink } from "./ink.ts";
import { BARE } from "./ink.ts";
import { palettes, strangeness } from "./palette.ts";
import type { Scene } from "./scene.ts";

/** Pixels by which inks are judged, at most. */
const JUDGES = 300;
/** Steps of the climb, in keep and colour. */
const STEPS = [0.1, 0.05, 0.02, 0.01];
/** Share that an ink keeps, at least and at most. */
const [LEAST_KEEP, MOST_KEEP] = [0.25, 0.85];

/**
 * Improves a guess of an ink by the colours alone: each pixel's is one of those that are found beside
 * the hint, either bare or through the ink. It needs no edge, and is at its best in grass and gravel,
 * where edges tell nothing.
 *
 * @param scene Photos and hint; with nothing around it, the guess stays.
 * @param among Pixels that are bare or in this ink.
 * @param start The guess.
 * @param random Draws pixels.
 * @returns The ink of the highest likelihood on the way up from the guess.
 */
export function climbInk(
  scene: Scene,
  among: readonly number[],
  start: Ink,
  random: Random,
): Ink {
  const paletteOf = palettes(scene);
  const judges = Array.from(
    { length: Math.min(JUDGES, among.length) },
    () => {
      const p = among[random.integer(among.length)] as number;
      const photo = scene.photos[random.integer(scene.photos.length)] as Float32Array;
      const palette = paletteOf(p);
      return { p, photo, palette, bare: Math.exp(-strangeness(photo, p, BARE, palette)) };
    },
  );
  if (judges.every(({ palette }) => palette.length === 0)) return start;
  const worth = (ink: Ink) =>
    judges.reduce(
      (sum, { p, photo, palette, bare }) =>
        sum + Math.log(bare + Math.exp(-strangeness(photo, p, ink, palette))),
      0,
    );
  let [best, most] = [start, worth(start)];
  for (const step of STEPS) {
    for (let moved = true; moved;) {
      moved = false;
      for (const next of neighbours(best, step)) {
        const value = worth(next);
        if (value > most) [best, most, moved] = [next, value, true];
      }
    }
  }
  return best;
}

/** Inks a step away: more or less opaque, in the same colour; of a colour lighter, darker or shifted. */
function neighbours({ keep, add }: Ink, step: number): Ink[] {
  const colour = add.map((v) => v / (1 - keep));
  const clip = (v: number) => Math.min(1, Math.max(0, v));
  return [-step, step].flatMap((by) => {
    const other = Math.min(MOST_KEEP, Math.max(LEAST_KEEP, keep + by));
    const shifts = [[1, 1, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]].map((on) =>
      inkOf(keep, colour.map((v, c) => clip(v + 2 * by * (on[c] as number))))
    );
    // More opaque and darker may look alike: a step that keeps what is added on the mean.
    const along = colour.map((v) => clip(v * (1 - keep) / (1 - other)));
    return [inkOf(other, colour), inkOf(other, along), ...shifts];
  });
}

function inkOf(keep: number, colour: readonly number[]): Ink {
  const [red, green, blue] = colour.map((v) => v * (1 - keep)) as [number, number, number];
  return { keep, add: [red, green, blue] };
}
