import type { Random } from "../../random.ts";
import { edgePairs, GAP } from "./edge_pairs.ts";
import { proposeInks } from "./propose_inks.ts";
import { fitInks } from "./fit_inks.ts";
import { BARE, type Ink } from "./ink.ts";
import { type Labelling, labelMark } from "./label_mark.ts";
import type { Scene } from "./scene.ts";

/** A mark: its inks, and where they are. */
export interface Mark extends Labelling {
  /** {@linkcode BARE} is the first. */
  readonly inks: readonly Ink[];
}

/** Inks of a mark, at most, and guesses that are tried for the first and for each further one. */
const [MOST, FIRST_GUESSES, GUESSES] = [5, 5, 3];
/** Guesses that are looked at closely, and rounds of labels and inks for each. */
const [SETTLED, ROUNDS] = [3, 2];
/** Guesses are ranked by a first look, the inks of the mark then judged by their edges alone. */
const [GLANCE, CLOSELY] = [
  { change: 5, sweeps: 4, strange: 0 },
  { change: 5, sweeps: 12, strange: 0 },
];
/** Once the inks are known, colours help with what edges leave open. */
const FINALLY = { change: 5, sweeps: 15, strange: 0.8 };
/**
 * What an ink must explain for each step of its outline, and as a share of what the clearest does. On
 * the fixtures it is 4 to 19 for inks that are there, and 0.5 to 2 for chance.
 */
const [LEAST_CLARITY, LEAST_SHARE] = [2.8, 0.25];

/**
 * Finds the inks of a mark one after the other: those that tell most of the photos' edges inside the
 * hint, of some that a few edges suggest; the next from the edges that are left.
 *
 * @param scene Photos and hint.
 * @param random Draws edges.
 * @returns The mark; without an ink if none explains enough.
 */
export function findInks(scene: Scene, random: Random): Mark {
  const scale = scene.usual[GAP] as number;
  const pairs = edgePairs(scene, 2 * scale);
  let mark: Mark = { inks: [BARE], labels: new Uint8Array(scene.hint.length), gain: 0 };
  let first = 0;
  while (mark.inks.length <= MOST) {
    const left = pairs.filter(({ p, q }) => !mark.labels[p] && !mark.labels[q]);
    const guesses = proposeInks(scene, left, {
      scale,
      most: mark.inks.length === 1 ? FIRST_GUESSES : GUESSES,
      random,
    });
    const worth = guesses
      .map((guess) => {
        const inks = [...mark.inks, guess];
        return { inks, ...labelMark(scene, inks, GLANCE) };
      })
      .sort((a, b) => b.gain - a.gain)
      .slice(0, SETTLED)
      .map(({ inks }) => settle(scene, inks))
      .map((next) => ({ next, clear: clarity(next, mark, scene) }))
      .filter(({ clear }) => clear > Math.max(LEAST_CLARITY, LEAST_SHARE * first))
      .sort((a, b) => b.clear * (b.next.gain - mark.gain) - a.clear * (a.next.gain - mark.gain));
    const [best] = worth;
    if (!best) break;
    first = Math.max(first, best.clear);
    mark = best.next;
  }
  if (mark.inks.length === 1) return mark;
  const last = { ...mark, ...labelMark(scene, mark.inks, FINALLY) };
  return { ...last, inks: fitInks(scene, last.labels, last.inks) };
}

/** Labels and inks in turn. */
function settle(scene: Scene, inks: readonly Ink[]): Mark {
  let mark: Mark = { inks, ...labelMark(scene, inks, CLOSELY) };
  for (let round = 0; round < ROUNDS; round++) {
    const fitted = fitInks(scene, mark.labels, mark.inks);
    const next = { inks: fitted, ...labelMark(scene, fitted, CLOSELY) };
    if (next.gain < mark.gain) break;
    mark = next;
  }
  return mark;
}

/**
 * How much the last ink explains for the length of its outline: chance makes ragged specks, whose
 * pixels are fewer than the steps around them.
 */
function clarity({ inks, labels, gain }: Mark, before: Mark, scene: Scene): number {
  let [area, outline] = [0, 0];
  const last = inks.length - 1;
  labels.forEach((label, p) => {
    const inside = label === last;
    if (inside) area++;
    if (inside !== (labels[p + 1] === last)) outline++;
    if (inside !== (labels[p + scene.width] === last)) outline++;
  });
  if (outline === 0) return 0;
  return (gain - before.gain) * Math.min(1, area / outline) / outline / scene.photos.length;
}
