import { sum } from "./broadcast.ts";
import { add, mul, sub } from "./elementwise.ts";
import { formatShape, sameShape, ShapeError } from "./shape.ts";
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

const STANDARDISE: Operator = {
  name: "standardise",
  gradient: (g, node) => {
    const count = node.size / (node.shape[1] as number);
    const along = mul(sum(mul(g, node), OVER), 1 / count);
    const centred = sub(g, mul(sum(g, OVER), 1 / count));
    const inverse = inverseDeviation(node.inputs[0] as Tensor, numberOf(node, "epsilon"));
    return [mul(sub(centred, mul(node, along)), inverse)];
  },
};

const INVERSE_DEVIATION: Operator = {
  name: "inverseDeviation",
  gradient: (g, node) => {
    // d(1/sigma) = -(x - mu) / (N sigma^3)
    const x = node.inputs[0] as Tensor;
    const epsilon = numberOf(node, "epsilon");
    const slope = mul(mul(mul(node, node), g), -node.size / x.size);
    return [mul(standardise(x, epsilon), slope)];
  },
};

/**
 * Gives each channel mean 0 and variance 1: (x - mean) / sqrt(variance + epsilon).
 *
 * @param x [n,c,h,w].
 * @param epsilon Added to the variance. Default 1e-5.
 * @returns [n,c,h,w].
 * @throws {ShapeError} If `x` does not have four axes.
 */
export function standardise(x: Tensor, epsilon = 1e-5): Tensor {
  perChannel("standardise", x);
  return new Tensor(STANDARDISE, [x], x.shape, { epsilon });
}

/**
 * What {@linkcode standardise} multiplies by: 1 / sqrt(variance + epsilon) of each channel.
 *
 * @param x [n,c,h,w].
 * @param epsilon Added to the variance. Default 1e-5.
 * @returns [1,c,1,1].
 * @throws {ShapeError} If `x` does not have four axes.
 */
export function inverseDeviation(x: Tensor, epsilon = 1e-5): Tensor {
  return new Tensor(INVERSE_DEVIATION, [x], perChannel("inverseDeviation", x), { epsilon });
}

const AFFINE: Operator = {
  name: "affine",
  gradient: (g, node, needs) => {
    const [x, scale] = node.inputs as [Tensor, Tensor];
    return [
      needs[0] ? mul(g, scale) : undefined,
      needs[1] ? sum(mul(g, x), OVER) : undefined,
      needs[2] ? sum(g, OVER) : undefined,
    ];
  },
};

/**
 * Multiplies each channel by a number and adds another. As one operator it is one pass over memory,
 * where a product and a sum are two.
 *
 * @param x [n,c,h,w].
 * @param scale [1,c,1,1].
 * @param shift [1,c,1,1].
 * @returns scale x + shift, [n,c,h,w].
 * @throws {ShapeError} If `scale` or `shift` does not have one value a channel.
 */
export function affine(x: Tensor, scale: Tensor, shift: Tensor): Tensor {
  onePerChannel("affine", x, { scale, shift });
  return new Tensor(AFFINE, [x, scale, shift], x.shape);
}

const BATCH_NORM: Operator = {
  name: "batchNorm",
  gradient: (g, node) => {
    const [x, gamma] = node.inputs as [Tensor, Tensor];
    const epsilon = numberOf(node, "epsilon");
    const y = standardise(x, epsilon);
    const inverse = inverseDeviation(x, epsilon);
    const dGamma = sum(mul(g, y), OVER);
    const dBeta = sum(g, OVER);
    // dx = gamma / sigma (g - dbeta / N - y dgamma / N), regrouped as a g + (b y + c) with one a, b
    // and c a channel, for the fewest passes over memory.
    const a = mul(gamma, inverse);
    const share = mul(a, -gamma.size / x.size);
    const dx = add(mul(g, a), affine(y, mul(share, dGamma), mul(share, dBeta)));
    return [dx, dGamma, dBeta];
  },
};

/**
 * Batch normalisation (Ioffe and Szegedy 2015) with the batch's own statistics: each channel gets
 * mean `beta` and standard deviation `gamma`.
 *
 * @param x [n,c,h,w].
 * @param gamma [1,c,1,1], the scale.
 * @param beta [1,c,1,1], the offset.
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
  onePerChannel("batchNorm", x, { gamma, beta });
  return new Tensor(BATCH_NORM, [x, gamma, beta], x.shape, { epsilon });
}

function onePerChannel(
  operator: string,
  x: Tensor,
  values: Readonly<Record<string, Tensor>>,
): void {
  const channels = perChannel(operator, x);
  for (const [name, { shape }] of Object.entries(values)) {
    if (sameShape(shape, channels)) continue;
    const reason = `${name} must be ${formatShape(channels)}, one value a channel`;
    throw new ShapeError(operator, reason, [x.shape, shape]);
  }
}

function perChannel(operator: string, x: Tensor): readonly number[] {
  if (x.shape.length !== 4) {
    throw new ShapeError(operator, "needs [n,c,h,w]", [x.shape]);
  }
  return [1, x.shape[1] as number, 1, 1];
}
