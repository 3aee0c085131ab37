import { numberOf, targetSize, type Tensor } from "../../graph/mod.ts";
import type { Kernel } from "./kernels.ts";
import type { TensorFlow, TfTensor } from "./tfjs.ts";

// What treats all channels alike sees a picture [n,c,h,w] as n * c pictures of one channel, which is
// TensorFlow's layout without moving a value.

/** Changes of size, and what carries their gradients back. */
export const RESAMPLE_KERNELS: Readonly<Record<string, Kernel>> = {
  resizeBilinear: (node, inputs, tf) => {
    const [height, width] = targetSize(node);
    const images = singly(inputs[0] as TfTensor, tf);
    return tf.reshape(tf.image.resizeBilinear(images, [height, width], true), [...node.shape]);
  },
  resizeBilinearTranspose: (node, inputs, tf) => {
    const dy = singly(inputs[0] as TfTensor, tf);
    // Only their extents are looked at.
    const images = tf.fill([dy.shape[0] ?? 0, ...targetSize(node), 1], 0, "float32");
    const attributes = { alignCorners: true };
    const dx = tf.engine().runKernel("ResizeBilinearGrad", { images, dy }, attributes);
    return tf.reshape(dx, [...node.shape]);
  },
  averagePool: (node, inputs, tf) => {
    const factor = numberOf(node, "factor");
    const pooled = tf.avgPool(singly(inputs[0] as TfTensor, tf), factor, factor, "valid");
    return tf.reshape(pooled, [...node.shape]);
  },
  repeat: (node, inputs, tf) => {
    const factor = numberOf(node, "factor");
    const [n = 0, c = 0, h = 0, w = 0] = (node.inputs[0] as Tensor).shape;
    const [height, width] = [h * factor, w * factor];
    const pixels = tf.reshape(inputs[0] as TfTensor, [n * c, h, 1, w, 1]);
    const blocks = tf.broadcastTo(pixels, [n * c, h, factor, w, factor]);
    const filled = tf.reshape(blocks, [n, c, height, width]);
    const [, , wholeHeight = 0, wholeWidth = 0] = node.shape;
    if (height === wholeHeight && width === wholeWidth) return filled;
    return tf.pad(filled, [[0, 0], [0, 0], [0, wholeHeight - height], [0, wholeWidth - width]]);
  },
};

/** A picture's channels as pictures of their own: [n*c,h,w,1]. */
function singly(x: TfTensor, tf: TensorFlow): TfTensor {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  return tf.reshape(x, [n * c, h, w, 1]);
}
