import type { Picture } from "../../image/picture.ts";
import { fitMixture, surprise } from "./colour_mixture.ts";
import { contrastEdges } from "./contrast_edges.ts";
import type { FirstMask } from "./first_mask.ts";
import { minCut } from "./min_cut.ts";

/** Rounds of colours and cuts; most photos settle in fewer. */
const ROUNDS = 6;

/** What it costs to part two equal neighbours, in nats of colour. */
const SMOOTHNESS = 20;

/**
 * Divides a picture in two parts that differ in their colours, along its edges: colours of both parts
 * and the cut between them in turn (GrabCut, Rother, Kolmogorov and Blake 2004).
 *
 * @param lab [3,h,w], CIE L*a*b*.
 * @param start A first mask, and what is certain.
 * @returns 1 for the foreground, h * w values.
 */
export function grabCut(lab: Picture, { mask, bias }: FirstMask): Uint8Array {
  const grid = contrastEdges(lab, SMOOTHNESS);
  for (let round = 0; round < ROUNDS; round++) {
    const foreground = surprise(lab, fitMixture(lab, mask));
    const background = surprise(lab, fitMixture(lab, mask.map((m) => 1 - m)));
    const preference = bias.map((b, i) =>
      b + (background[i] as number) - (foreground[i] as number)
    );
    const next = minCut(grid, preference);
    const same = next.every((m, i) => m === mask[i]);
    mask = next;
    if (same || isOneSided(mask)) break;
  }
  return mask;
}

function isOneSided(mask: Uint8Array): boolean {
  return mask.every((m) => m === mask[0]);
}
