import { add, concat, mul, slice, type Tensor } from "../../graph/mod.ts";
import { logitCrossEntropy } from "../../losses/cross_entropy.ts";

/** What is made of a critic's verdict. */
export interface Verdict {
  /** What the critic is to minimise: it takes what is real for real, and the past for false. */
  readonly critic: Tensor;
  /** What the network is to minimise: that its newest is taken for real. */
  readonly network: Tensor;
}

/**
 * Asks a critic for its verdict, with the same weights on all three.
 *
 * @param critic Yields logits, [n,c,h,w], higher for what it takes for real.
 * @param real What is real, as many pictures as the two others.
 * @param past What the network made before.
 * @param now What it makes now.
 * @returns What the verdict costs the critic, and the network.
 */
export function judge(
  critic: (x: Tensor) => Tensor,
  real: Tensor,
  past: Tensor,
  now: Tensor,
): Verdict {
  // One batch of all three: a critic that were built thrice would be three critics.
  const logits = critic(concat([real, past, now], 0));
  const [n = 0, c = 0, height = 0, width = 0] = logits.shape;
  const part = (i: number) => slice(logits, [i * n / 3, 0, 0, 0], [n / 3, c, height, width]);
  return {
    critic: mul(add(logitCrossEntropy(part(0), 1), logitCrossEntropy(part(1), 0)), 0.5),
    network: logitCrossEntropy(part(2), 1),
  };
}
