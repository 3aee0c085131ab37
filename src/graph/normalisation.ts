import { broadcastTo, sum } from "./broadcast.ts";
import { add, div, mul, sqrt, sub } from "./elementwise.ts";
import { reshape } from "./layout.ts";
import { ShapeError } from "./shape.ts";
import { numberOf, type Operator, Tensor } from "./tensor.ts";

/** The axes of a picture [n,c,h,w] that batch normalisation averages over. */
const OVER = [0, 2, 3];

/**
 * The mean over some axes, which stay with extent 1.
 *
 * @param x Any shape.
 * @param axes The axes to average over; all of them by default.
 * @returns The means.
 */
export function mean(x: Tensor, axes?: readonly number[]): Tensor {
  const total = sum(x, axes);
  return mul(total, total.size / x.size);
}

const CHANNEL_MEAN: Operator = {
  name: "channelMean",
  gradient: (g, node) => {
    const x = node.inputs[0] as Tensor;
    return [broadcastTo(mul(g, g.size / x.size), x.shape)];
  },
};

const CHANNEL_VARIANCE: Operator = {
  name: "channelVariance",
  gradient: (g, node) => {
    const x = node.inputs[0] as Tensor;
    return [mul(sub(x, channelMean(x)), mul(g, (2 * g.size) / x.size))];
  },
};

/**
 * The mean of each channel.
 *
 * @param x [n,c,h,w].
 * @returns [1,c,1,1].
 * @throws {ShapeError} If `x` does not have four axes.
 */
export function channelMean(x: Tensor): Tensor {
  return new Tensor(CHANNEL_MEAN, [x], perChannel("channelMean", x));
}

/**
 * The mean squared deviation of each channel from its mean.
 *
 * @param x [n,c,h,w].
 * @returns [1,c,1,1].
 * @throws {ShapeError} If `x` does not have four axes.
 */
export function channelVariance(x: Tensor): Tensor {
  return new Tensor(CHANNEL_VARIANCE, [x], perChannel("channelVariance", x));
}

const BATCH_NORM: Operator = {
  name: "batchNorm",
  gradient: (g, node) => {
    const [x, gamma, beta] = node.inputs as [Tensor, Tensor, Tensor];
    const count = x.size / gamma.size;
    const mu = channelMean(x);
    const inverse = div(
      1,
      sqrt(add(channelVariance(x), numberOf(node, "epsilon"))),
    );
    const sumG = sum(g, OVER);
    // dgamma = <g, (x - mu) / sigma>, without a pass over memory for x - mu.
    const dGamma = mul(sub(sum(mul(g, x), OVER), mul(mu, sumG)), inverse);
    // dx = gamma/sigma (g - <g>/N - (x - mu) dgamma / (sigma N)), regrouped as a g + b x + c with
    // one a, b and c a channel, for the fewest passes over memory.
    const a = mul(reshape(gamma, mu.shape), inverse);
    const b = mul(mul(mul(a, inverse), dGamma), -1 / count);
    const c = sub(mul(mul(a, sumG), -1 / count), mul(b, mu));
    const dx = add(add(mul(x, b), c), mul(g, a));
    return [dx, reshape(dGamma, gamma.shape), reshape(sumG, beta.shape)];
  },
};

/**
 * Batch normalisation (Ioffe and Szegedy 2015) with the batch's own statistics: each channel gets
 * mean `beta` and standard deviation `gamma`.
 *
 * @param x [n,c,h,w].
 * @param gamma [c], the scale.
 * @param beta [c], the offset.
 * @param epsilon Added to the variance. Default 1e-5.
 * @returns [n,c,h,w].
 * @throws {ShapeError} If `gamma` or `beta` does not have one value a channel.
 */
export function batchNorm(
  x: Tensor,
  gamma: Tensor,
  beta: Tensor,
  epsilon = 1e-5,
): Tensor {
  const [, channels = 0] = perChannel("batchNorm", x);
  if (gamma.shape.length !== 1 || gamma.size !== channels) {
    throw new ShapeError("batchNorm", "gamma must have one value a channel", [
      x.shape,
      gamma.shape,
    ]);
  }
  if (beta.shape.length !== 1 || beta.size !== channels) {
    throw new ShapeError("batchNorm", "beta must have one value a channel", [
      x.shape,
      beta.shape,
    ]);
  }
  return new Tensor(BATCH_NORM, [x, gamma, beta], x.shape, { epsilon });
}

function perChannel(operator: string, x: Tensor): readonly number[] {
  if (x.shape.length !== 4) {
    throw new ShapeError(operator, "needs [n,c,h,w]", [x.shape]);
  }
  return [1, x.shape[1] as number, 1, 1];
}
