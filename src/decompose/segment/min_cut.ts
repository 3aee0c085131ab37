import { type Grid, NEIGHBOURS } from "./grid.ts";

const [FREE, SOURCE, SINK] = [0, 1, 2];
/** In place of a direction: the parent is the terminal itself; or there is none. */
const [ROOT, ORPHAN, NONE] = [8, 9, 10];

/**
 * Divides the pixels of a grid in two at the least cost: what each pixel's side costs, plus the
 * strength of every edge between the sides. Exact, by the maximum flow of Boykov and Kolmogorov (2004,
 * "An experimental comparison of min-cut/max-flow algorithms", section 3).
 *
 * @param grid Edges.
 * @param preference What the second side costs a pixel more than the first, h * w values, any sign.
 * @returns 1 for the first side, 0 for the second, h * w values.
 */
export function minCut(grid: Grid, preference: Float32Array): Uint8Array {
  const flow = new Flow(grid, preference);
  flow.run();
  return flow.tree.map((tree) => tree === SOURCE ? 1 : 0);
}

/** Two trees of unsaturated edges grow from the terminals; where they meet, flow is pushed through. */
class Flow {
  readonly tree: Uint8Array;
  readonly #n: number;
  readonly #offsets: readonly number[];
  /** What can still flow along each edge. */
  readonly #residual: Float64Array;
  /** What can still flow from the source to a pixel (above 0), or from it to the sink (below). */
  readonly #terminal: Float64Array;
  readonly #parent: Uint8Array;
  /** How far the terminal is, and when that was last known (their section 3.2.3, as released). */
  readonly #distance: Int32Array;
  readonly #stamp: Int32Array;
  #time = 0;
  #active: number[] = [];
  #next: number[] = [];
  readonly #queued: Uint8Array;
  #orphans: number[] = [];

  constructor({ edges, height, width }: Grid, preference: Float32Array) {
    this.#n = height * width;
    this.#offsets = NEIGHBOURS.map(([dx, dy]) => dy * width + dx);
    this.#residual = Float64Array.from(edges);
    this.#terminal = Float64Array.from(preference);
    this.tree = new Uint8Array(this.#n);
    this.#parent = new Uint8Array(this.#n).fill(NONE);
    this.#distance = new Int32Array(this.#n);
    this.#stamp = new Int32Array(this.#n);
    this.#queued = new Uint8Array(this.#n);
    for (let i = 0; i < this.#n; i++) {
      const terminal = this.#terminal[i] as number;
      if (terminal === 0) continue;
      this.tree[i] = terminal > 0 ? SOURCE : SINK;
      this.#parent[i] = ROOT;
      this.#distance[i] = 1;
      this.#activate(i);
    }
  }

  run(): void {
    for (let i = this.#take(); i >= 0; i = this.#take()) {
      // A pixel stays the one to grow from for as long as it leads to the other tree.
      for (let d = this.#grow(i); d >= 0; d = this.tree[i] === FREE ? -1 : this.#grow(i)) {
        this.#time++;
        this.#augment(i, d);
        this.#adopt();
      }
    }
  }

  #activate(i: number): void {
    if (this.#queued[i]) return;
    this.#queued[i] = 1;
    this.#next.push(i);
  }

  #take(): number {
    for (;;) {
      if (this.#active.length === 0) {
        if (this.#next.length === 0) return -1;
        [this.#active, this.#next] = [this.#next.reverse(), this.#active];
      }
      const i = this.#active.pop() as number;
      this.#queued[i] = 0;
      if (this.tree[i] !== FREE) return i;
    }
  }

  /** What can flow over the edge in direction d, in the direction in which its tree's flow goes. */
  #open(tree: number, i: number, d: number): number {
    return tree === SOURCE
      ? this.#residual[d * this.#n + i] as number
      : this.#residual[(7 - d) * this.#n + i + (this.#offsets[d] as number)] ?? 0;
  }

  /** Takes free neighbours into the tree. Returns the direction of the other tree, or -1. */
  #grow(i: number): number {
    const tree = this.tree[i] as number;
    for (let d = 0; d < 8; d++) {
      const j = i + (this.#offsets[d] as number);
      if (j < 0 || j >= this.#n || this.#open(tree, i, d) <= 0) continue;
      if (this.tree[j] === FREE) {
        this.tree[j] = tree;
        this.#parent[j] = 7 - d;
        this.#distance[j] = (this.#distance[i] as number) + 1;
        this.#stamp[j] = this.#stamp[i] as number;
        this.#activate(j);
      } else if (this.tree[j] !== tree) {
        return d;
      }
    }
    return -1;
  }

  /** Pushes what can flow through the edge from i in direction d, from source to sink. */
  #augment(i: number, d: number): void {
    const j = i + (this.#offsets[d] as number);
    const forwards = this.tree[i] === SOURCE;
    const [s, t] = forwards ? [i, j] : [j, i];
    const bridge = (forwards ? d : 7 - d) * this.#n + s;
    const back = (forwards ? 7 - d : d) * this.#n + t;
    const amount = Math.min(this.#residual[bridge] as number, this.#room(s), this.#room(t));
    this.#residual[bridge]! -= amount;
    this.#residual[back]! += amount;
    this.#push(s, amount);
    this.#push(t, amount);
  }

  /** The least that is open between a pixel and its terminal. */
  #room(i: number): number {
    const tree = this.tree[i] as number;
    let room = Infinity;
    while (this.#parent[i] !== ROOT) {
      const d = this.#parent[i] as number;
      const j = i + (this.#offsets[d] as number);
      room = Math.min(room, this.#open(tree, j, 7 - d));
      i = j;
    }
    return Math.min(room, Math.abs(this.#terminal[i] as number));
  }

  #push(i: number, amount: number): void {
    const tree = this.tree[i] as number;
    while (this.#parent[i] !== ROOT) {
      const d = this.#parent[i] as number;
      const j = i + (this.#offsets[d] as number);
      const [along, against] = tree === SOURCE
        ? [(7 - d) * this.#n + j, d * this.#n + i]
        : [d * this.#n + i, (7 - d) * this.#n + j];
      this.#residual[along]! -= amount;
      this.#residual[against]! += amount;
      if ((this.#residual[along] as number) <= 0) this.#orphan(i);
      i = j;
    }
    this.#terminal[i]! -= tree === SOURCE ? amount : -amount;
    const left = this.#terminal[i] as number;
    if (tree === SOURCE ? left <= 0 : left >= 0) this.#orphan(i);
  }

  #orphan(i: number): void {
    this.#parent[i] = ORPHAN;
    this.#orphans.push(i);
  }

  /** Finds new parents for those that lost theirs, or sets them free. */
  #adopt(): void {
    for (let k = 0; k < this.#orphans.length; k++) {
      const i = this.#orphans[k] as number;
      const tree = this.tree[i] as number;
      let [best, least] = [NONE, Infinity];
      for (let d = 0; d < 8; d++) {
        const j = i + (this.#offsets[d] as number);
        if (j < 0 || j >= this.#n || this.tree[j] !== tree) continue;
        if (this.#open(tree, j, 7 - d) <= 0) continue;
        const distance = this.#distanceOf(j);
        if (distance < least) [best, least] = [d, distance];
      }
      if (best !== NONE) {
        this.#parent[i] = best;
        this.#distance[i] = least + 1;
        this.#stamp[i] = this.#time;
        continue;
      }
      for (let d = 0; d < 8; d++) {
        const j = i + (this.#offsets[d] as number);
        if (j < 0 || j >= this.#n || this.tree[j] !== tree) continue;
        if (this.#open(tree, j, 7 - d) > 0) this.#activate(j);
        if (this.#parent[j] === 7 - d) this.#orphan(j);
      }
      this.tree[i] = FREE;
      this.#parent[i] = NONE;
    }
    this.#orphans = [];
  }

  /** How many edges lead from a pixel to its terminal; infinite if it hangs on an orphan. */
  #distanceOf(start: number): number {
    let [i, count] = [start, 0];
    while (this.#stamp[i] !== this.#time) {
      const d = this.#parent[i] as number;
      if (d === ORPHAN || d === NONE) return Infinity;
      if (d === ROOT) {
        this.#stamp[i] = this.#time;
        this.#distance[i] = 1;
        break;
      }
      i += this.#offsets[d] as number;
      count++;
    }
    const distance = count + (this.#distance[i] as number);
    for (let j = start, left = distance; this.#stamp[j] !== this.#time; left--) {
      this.#stamp[j] = this.#time;
      this.#distance[j] = left;
      j += this.#offsets[this.#parent[j] as number] as number;
    }
    return distance;
  }
}
