/** A field of labels: what each node's labels cost, and what each pair of labels of two nodes costs. */
export interface LabelGraph {
  /** Labels of each node. */
  readonly labels: number;
  /** Cost of each label at each node, [nodes,labels]. */
  readonly nodeCosts: Float32Array;
  /** First and second node of each link, [links]; the first has the smaller number. */
  readonly first: Int32Array;
  readonly second: Int32Array;
  /** Cost of the labels at its ends, [links,labels,labels], the first node's outside. */
  readonly linkCosts: Float32Array;
}

/**
 * Chooses labels of small total cost, by sequential tree-reweighted message passing (TRW-S;
 * Kolmogorov 2006): each sweep sends messages along the order of the nodes, then against it.
 *
 * @param graph Nodes and links.
 * @param sweeps There and back; 15 are enough for what is decided at all.
 * @returns The label of each node.
 */
export function chooseLabels(graph: LabelGraph, sweeps: number): Uint8Array {
  const { labels, nodeCosts, first, second } = graph;
  const nodes = nodeCosts.length / labels;
  const { starts, links } = linksOf(first, second, nodes);
  /** What the second node tells the first about its labels, and the first the second. */
  const toFirst = new Float32Array(first.length * labels);
  const toSecond = new Float32Array(first.length * labels);
  const belief = new Float32Array(labels);

  const gather = (node: number) => {
    for (let a = 0; a < labels; a++) belief[a] = nodeCosts[node * labels + a] as number;
    for (let k = starts[node] as number; k < (starts[node + 1] as number); k++) {
      const link = links[k] as number;
      const heard = first[link] === node ? toFirst : toSecond;
      for (let a = 0; a < labels; a++) belief[a]! += heard[link * labels + a] as number;
    }
  };
  const tell = (node: number, forwards: boolean) => {
    gather(node);
    const [from, to] = [starts[node] as number, starts[node + 1] as number];
    let ahead = 0;
    for (let k = from; k < to; k++) if (first[links[k] as number] === node) ahead++;
    const weight = 1 / Math.max(ahead, to - from - ahead, 1);
    for (let k = from; k < to; k++) {
      const link = links[k] as number;
      const isFirst = first[link] === node;
      if (isFirst === forwards) send(graph, link, isFirst, belief, weight, toFirst, toSecond);
    }
  };
  for (let sweep = 0; sweep < sweeps; sweep++) {
    for (let node = 0; node < nodes; node++) tell(node, true);
    for (let node = nodes - 1; node >= 0; node--) tell(node, false);
  }
  return Uint8Array.from({ length: nodes }, (_, node) => {
    gather(node);
    return belief.indexOf(Math.min(...belief));
  });
}

/** One message, from one end of a link to the other; its least value is 0. */
function send(
  { labels, linkCosts }: LabelGraph,
  link: number,
  fromFirst: boolean,
  belief: Float32Array,
  weight: number,
  toFirst: Float32Array,
  toSecond: Float32Array,
): void {
  const [heard, told] = fromFirst ? [toFirst, toSecond] : [toSecond, toFirst];
  const [base, costs] = [link * labels, link * labels * labels];
  const [outer, inner] = fromFirst ? [labels, 1] : [1, labels];
  let lowest = Infinity;
  for (let b = 0; b < labels; b++) {
    let least = Infinity;
    for (let a = 0; a < labels; a++) {
      const cost = weight * (belief[a] as number) - (heard[base + a] as number) +
        (linkCosts[costs + a * outer + b * inner] as number);
      if (cost < least) least = cost;
    }
    told[base + b] = least;
    if (least < lowest) lowest = least;
  }
  for (let b = 0; b < labels; b++) told[base + b]! -= lowest;
}

/** The links of each node: those of node n are links[starts[n]] to links[starts[n + 1] - 1]. */
function linksOf(first: Int32Array, second: Int32Array, nodes: number) {
  const starts = new Int32Array(nodes + 1);
  for (const ends of [first, second]) for (const node of ends) starts[node + 1]!++;
  for (let node = 0; node < nodes; node++) starts[node + 1]! += starts[node] as number;
  const next = starts.slice(0, nodes);
  const links = new Int32Array(2 * first.length);
  for (let link = 0; link < first.length; link++) {
    links[next[first[link] as number]!++] = link;
    links[next[second[link] as number]!++] = link;
  }
  return { starts, links };
}

/**
 * What labels cost.
 *
 * @param graph Nodes and links.
 * @param chosen The label of each node.
 * @returns The sum over nodes and links.
 */
export function costOf(graph: LabelGraph, chosen: Uint8Array): number {
  const { labels, nodeCosts, first, second, linkCosts } = graph;
  let cost = 0;
  chosen.forEach((label, node) => cost += nodeCosts[node * labels + label] as number);
  for (let link = 0; link < first.length; link++) {
    const [a, b] = [chosen[first[link] as number], chosen[second[link] as number]];
    cost += linkCosts[(link * labels + (a as number)) * labels + (b as number)] as number;
  }
  return cost;
}
