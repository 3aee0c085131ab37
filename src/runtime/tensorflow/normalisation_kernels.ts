import { numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel } from "./kernels.ts";
import type { TensorFlow, TfTensor } from "./tfjs.ts";

/** The axes of a picture [n,c,h,w] that batch normalisation averages over. */
const OVER = [0, 2, 3];

/** Batch normalisation and what its gradient needs. */
export const NORMALISATION_KERNELS: Readonly<Record<string, Kernel>> = {
  standardise: (node, inputs, tf) => standard(node, inputs, tf).y,
  inverseDeviation: (node, inputs, tf) => standard(node, inputs, tf).inverse,
  affine: (_node, inputs, tf) => {
    const [x, scale, shift] = inputs as [TfTensor, TfTensor, TfTensor];
    return tf.add(tf.mul(x, scale), shift);
  },
  batchNorm: (node, inputs, tf) => {
    const [, gamma, beta] = inputs as [TfTensor, TfTensor, TfTensor];
    const { centred, inverse } = standard(node, inputs, tf);
    // One factor a channel: one pass over the picture instead of two.
    return tf.add(tf.mul(centred, tf.mul(inverse, gamma)), beta);
  },
};

/** What normalisation is made of; a kernel computes what it asks for. */
function standard(node: Tensor, inputs: readonly TfTensor[], tf: TensorFlow) {
  const x = inputs[0] as TfTensor;
  const centred = tf.sub(x, tf.mean(x, OVER, true));
  const variance = tf.mean(tf.square(centred), OVER, true);
  const inverse = tf.rsqrt(tf.add(variance, numberOf(node, "epsilon")));
  return {
    centred,
    inverse,
    get y(): TfTensor {
      return tf.mul(centred, inverse);
    },
  };
}
