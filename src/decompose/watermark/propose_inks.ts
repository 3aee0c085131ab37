import type { Random } from "../../random.ts";
import type { Pair } from "./edge_pairs.ts";
import type { Ink } from "./ink.ts";
import { jumpCost } from "./robust.ts";
import type { Scene } from "./scene.ts";

/** Settings of {@linkcode proposeInks}. */
export interface ProposalSettings {
  /** Square of a jump that is usual across {@linkcode Pair}s. */
  readonly scale: number;
  /** Inks to look for, at most. */
  readonly most: number;
  /** Draws which pairs to try. */
  readonly random: Random;
}

/** Pairs of pairs that are tried for each ink. */
const TRIALS = 3000;
/** Pairs that each trial is judged by, at most. */
const JUDGES = 800;
/** What an edge beyond the hint weighs at most, where there are few. */
const MOST_DOUBT = 4;
/** An ink that is nearly clear, or nearly covers, can be told neither from a photo's edge nor undone. */
const [LEAST_KEEP, MOST_KEEP] = [0.25, 0.82];

/**
 * Guesses the inks of a mark from edges (RANSAC, Fischler and Bolles 1981). Across an edge of a mark
 * the clean photo hardly changes, so that inside = keep outside + add. Two pairs are six equations for
 * these four numbers; the guess that explains most edges is taken, then the next for the others.
 *
 * @param scene The photos.
 * @param pairs Across edges, of the mark and of the photo.
 * @param settings See there.
 * @returns Inks, best first; they may be edges of the photo that are alike by chance.
 */
export function proposeInks(
  scene: Scene,
  pairs: readonly Pair[],
  { scale, most, random }: ProposalSettings,
): Ink[] {
  const inks: Ink[] = [];
  let left = pairs;
  const sample = (of: readonly Pair[]) =>
    Array.from(
      { length: Math.min(JUDGES, of.length) },
      () => of[random.integer(of.length)] as Pair,
    );
  const witnesses = sample(pairs.filter(({ hinted }) => !hinted));
  while (inks.length < most) {
    const hinted = left.filter((pair) => pair.hinted);
    if (hinted.length < 8) break;
    const judges = sample(hinted);
    // What explains edges beyond the hint, too, is the photo's own.
    const doubt = Math.min(MOST_DOUBT, judges.length / witnesses.length);
    let [best, bestGain] = [undefined as Ink | undefined, 0];
    for (let trial = 0; trial < TRIALS; trial++) {
      const photo = scene.photos[random.integer(scene.photos.length)] as Float32Array;
      const draw = () => hinted[random.integer(hinted.length)] as Pair;
      const ink = inkFrom(photo, draw(), draw(), random.uniform() < 0.5);
      if (!ink) continue;
      let gain = 0;
      for (let i = 0; i < judges.length; i++) {
        gain += gainOf(scene, judges[i] as Pair, ink, scale);
        // Most guesses are hopeless, and an eighth of the edges shows it.
        if (i === judges.length >> 3 && gain < bestGain / 16) break;
      }
      if (gain <= bestGain) continue;
      for (const pair of witnesses) gain -= doubt * gainOf(scene, pair, ink, scale);
      if (gain > bestGain) [best, bestGain] = [ink, gain];
    }
    if (!best) break;
    const found = best;
    inks.push(found);
    left = left.filter((pair) => gainOf(scene, pair, found, scale) === 0);
  }
  return inks;
}

/** An edge is explained if it costs so much less as a mark's than as the photo's. */
const CLEAR_GAIN = 1;

/**
 * How much less a pair costs as an edge of the mark than as one of the photo, beyond what hardly tells:
 * a nearly clear ink makes every edge a little lower. 0 if it does not.
 */
function gainOf({ photos }: Scene, { p, q }: Pair, { keep, add }: Ink, scale: number): number {
  let [plain, forwards, backwards] = [0, 0, 0];
  for (const photo of photos) {
    const pixels = photo.length / 3;
    let [none, inside, outside] = [0, 0, 0];
    for (let c = 0; c < 3; c++) {
      const [a, b] = [photo[c * pixels + p] as number, photo[c * pixels + q] as number];
      none += (a - b) ** 2;
      inside += (b - keep * a - (add[c] as number)) ** 2;
      outside += (a - keep * b - (add[c] as number)) ** 2;
    }
    plain += jumpCost(none, scale);
    forwards += jumpCost(inside / keep, scale);
    backwards += jumpCost(outside / keep, scale);
  }
  return Math.max(0, plain - Math.min(forwards, backwards) - CLEAR_GAIN * photos.length) /
    photos.length;
}

/** The ink by which both pairs are edges of a mark; undefined if there is none. */
function inkFrom(photo: Float32Array, a: Pair, b: Pair, turned: boolean): Ink | undefined {
  const pixels = photo.length / 3;
  const at = (p: number) =>
    [photo[p] as number, photo[pixels + p] as number, photo[2 * pixels + p] as number] as const;
  const [p, q] = turned ? [b.q, b.p] : [b.p, b.q];
  let [outA, inA, outB, inB] = [at(a.p), at(a.q), at(p), at(q)];
  const outer = difference(outA, outB);
  const inner = difference(inA, inB);
  const [oo, ii, oi] = [dot(outer, outer), dot(inner, inner), dot(outer, inner)];
  if (oo < LEAST_SPREAD || ii < LEAST_SPREAD * LEAST_KEEP ** 2) return undefined;
  // The differences must point the same way: a mark changes their length, not their direction.
  if (oi < SAME_WAY * Math.sqrt(oo * ii)) return undefined;
  let keep = Math.sqrt(ii / oo);
  if (keep > 1) [keep, outA, inA, outB, inB] = [1 / keep, inA, outA, inB, outB];
  if (keep < LEAST_KEEP || keep > MOST_KEEP) return undefined;
  const add = [0, 1, 2].map((c) =>
    ((inA[c] as number) + (inB[c] as number) -
      keep * ((outA[c] as number) + (outB[c] as number))) / 2
  ) as [number, number, number];
  const possible = add.every((v) => v > -BEYOND * (1 - keep) && v < (1 + BEYOND) * (1 - keep));
  return possible ? { keep, add } : undefined;
}

/** Squared distance of two colours from which a line can be told. */
const LEAST_SPREAD = 0.05 ** 2;
/** Cosine. */
const SAME_WAY = 0.9;
/** How far beyond black and white a guessed colour may be. */
const BEYOND = 0.06;

type Colour = readonly [number, number, number];

function difference(a: Colour, b: Colour): Colour {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function dot(a: Colour, b: Colour): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
