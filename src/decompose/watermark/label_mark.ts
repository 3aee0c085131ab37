import type { Ink } from "./ink.ts";
import { chooseLabels, costOf, type LabelGraph } from "./label_graph.ts";
import { palettes, strangeness } from "./palette.ts";
import { jumpCost } from "./robust.ts";
import type { Scene } from "./scene.ts";

/** Steps between pixels whose clean values are compared. A mark's smooth edge lies between far ones. */
const STEPS = [[1, 0], [0, 1], [1, 1], [-1, 1], [3, 0], [0, 3], [2, 2], [-2, 2]] as const;
/** Cost of each pixel in an ink: where nothing tells, there is none. */
const PRESENCE = 0.02;
/** Deviation of a photo's values from what was drawn: rounding, compression. */
const NOISE = 0.02;
/** No pixel alone decides: at an outline it may be partly covered. */
const MOST_IMPOSSIBLE = 8;

/** Settings of {@linkcode labelMark}. */
export interface LabelSettings {
  /** Cost of two neighbours in different inks: a mark is not made of specks. */
  readonly change: number;
  /** Sweeps of messages: few for a first look. */
  readonly sweeps: number;
  /** Weight of colours that are not found beside the hint. */
  readonly strange: number;
}

/** Which pixels are in which ink. */
export interface Labelling {
  /** The number of the ink of each pixel, [h,w]. */
  readonly labels: Uint8Array;
  /** How much less the photos' edges cost than without a mark. */
  readonly gain: number;
}

/**
 * Decides which pixels are in which ink: those labels for which the photo without the mark has the
 * fewest edges. Jumps are measured in units between those of the two inks, so that a region within one
 * ink costs the same whichever it is (else the ink of the least contrast would win everywhere).
 *
 * @param scene Photos and hint; beyond the hint all is bare.
 * @param inks What to choose from; {@linkcode BARE} is the first.
 * @param settings See there.
 * @returns The ink of each pixel, and what is gained by it.
 */
export function labelMark(
  scene: Scene,
  inks: readonly Ink[],
  settings: LabelSettings,
): Labelling {
  const nodes = new Int32Array(scene.hint.length).fill(-1);
  let count = 0;
  scene.hint.forEach((inside, p) => {
    if (inside) nodes[p] = count++;
  });
  const nodeCosts = pixelCosts(scene, inks, settings.strange, nodes, count);
  const graph = {
    labels: inks.length,
    nodeCosts,
    ...link(scene, inks, settings, nodes, nodeCosts),
  };
  const chosen = chooseLabels(graph, settings.sweeps);
  return {
    labels: Uint8Array.from(nodes, (node) => node < 0 ? 0 : chosen[node] as number),
    gain: costOf(graph, new Uint8Array(count)) - costOf(graph, chosen),
  };
}

/** What each ink costs at each pixel of the hint, by its own value. */
function pixelCosts(
  scene: Scene,
  inks: readonly Ink[],
  strange: number,
  nodes: Int32Array,
  count: number,
): Float32Array {
  const costs = new Float32Array(count * inks.length);
  const paletteOf = palettes(scene);
  nodes.forEach((node, p) => {
    if (node < 0) return;
    inks.forEach((ink, a) => {
      let cost = a > 0 ? PRESENCE + impossible(scene, p, ink) : 0;
      for (const photo of strange > 0 ? scene.photos : []) {
        cost += strange * strangeness(photo, p, ink, paletteOf(p));
      }
      costs[node * inks.length + a] = cost;
    });
  });
  return costs;
}

/** What it costs that the clean photo would be darker than black or brighter than white. */
function impossible({ photos }: Scene, p: number, { keep, add }: Ink): number {
  let cost = 0;
  for (const photo of photos) {
    const pixels = photo.length / 3;
    let squared = 0;
    for (let c = 0; c < 3; c++) {
      const value = (photo[c * pixels + p] as number) - (add[c] as number);
      squared += Math.max(0, -value, value - keep) ** 2;
    }
    cost += Math.min(MOST_IMPOSSIBLE, squared / NOISE ** 2);
  }
  return cost;
}

/** Links between pixels of the hint. One that leads beyond it counts at its pixel: there all is bare. */
function link(
  scene: Scene,
  inks: readonly Ink[],
  settings: LabelSettings,
  nodes: Int32Array,
  nodeCosts: Float32Array,
): Pick<LabelGraph, "first" | "second" | "linkCosts"> {
  const { width, height } = scene;
  const [size, most] = [inks.length, STEPS.length * (nodeCosts.length / inks.length)];
  const [first, second] = [new Int32Array(most), new Int32Array(most)];
  const linkCosts = new Float32Array(most * size ** 2);
  const border = new Float32Array(size ** 2);
  let links = 0;
  for (const [dx, dy] of STEPS) {
    const scale = scene.local[Math.max(Math.abs(dx), dy)] as readonly Float32Array[];
    // A slanted outline is as long as its steps make it: diagonals share in its cost.
    const distance = Math.hypot(dx, dy);
    const change = distance < 2 ? settings.change / distance / 2 : 0;
    for (let y = 0; y + dy < height; y++) {
      for (let x = Math.max(0, -dx); x < width - Math.max(0, dx); x++) {
        const p = y * width + x;
        const q = p + dy * width + dx;
        const [from, to] = [nodes[p] as number, nodes[q] as number];
        if (from < 0 && to < 0) continue;
        if (from >= 0 && to >= 0) {
          jumpCosts(scene, p, q, inks, scale, change, linkCosts, links * size ** 2);
          [first[links], second[links]] = [from, to];
          links++;
          continue;
        }
        jumpCosts(scene, p, q, inks, scale, change, border, 0);
        for (let a = 0; a < size; a++) {
          const [node, cost] = from >= 0 ? [from, border[a * size]] : [to, border[a]];
          nodeCosts[node * size + a]! += cost as number;
        }
      }
    }
  }
  return {
    first: first.subarray(0, links),
    second: second.subarray(0, links),
    linkCosts: linkCosts.subarray(0, links * size ** 2),
  };
}

/** What each pair of inks at two pixels costs: the jump between their clean values. */
function jumpCosts(
  { photos }: Scene,
  p: number,
  q: number,
  inks: readonly Ink[],
  scales: readonly Float32Array[],
  change: number,
  costs: Float32Array,
  at: number,
): void {
  for (let i = 0; i < inks.length; i++) {
    const a = inks[i] as Ink;
    for (let j = 0; j < inks.length; j++) {
      const b = inks[j] as Ink;
      let cost = i === j ? 0 : change;
      for (let n = 0; n < photos.length; n++) {
        const photo = photos[n] as Float32Array;
        const pixels = photo.length / 3;
        let squared = 0;
        for (let c = 0; c < 3; c++) {
          const left = ((photo[c * pixels + p] as number) - (a.add[c] as number)) / a.keep;
          const right = ((photo[c * pixels + q] as number) - (b.add[c] as number)) / b.keep;
          squared += (left - right) ** 2;
        }
        cost += jumpCost(squared * a.keep * b.keep, scales[n]![p] as number);
      }
      costs[at + i * inks.length + j] = cost;
    }
  }
}
