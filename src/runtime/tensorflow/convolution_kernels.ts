import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel } from "./kernels.ts";
import type { TensorFlow, TfShape4, TfTensor } from "./tfjs.ts";

// TensorFlow convolves pictures [n,h,w,c] with filters [r,s,c,k], and its kernels for the CPU know
// nothing else. Groups of channels are cut apart in that layout, where they lie side by side.

/** Orders of axes, from the graph's layout to TensorFlow's and back. */
const PICTURE = { to: [0, 2, 3, 1], from: [0, 3, 1, 2] };
const FILTERS = { to: [2, 3, 1, 0], from: [3, 2, 0, 1] };

/** Surrounds a picture [n,h,w,c] with zeros: not every backend's kernels can. */
function padded(node: Tensor, x: TfTensor, tf: TensorFlow): TfTensor {
  const padding = numberOf(node, "padding");
  const sides: [number, number] = [padding, padding];
  return padding === 0 ? x : tf.pad(x, [[0, 0], sides, sides, [0, 0]]);
}

/** Axis of a picture's channels and of the number of filters, in TensorFlow's layout. */
const LAST = 3;

/** Convolutions and their gradients. */
export const CONVOLUTION_KERNELS: Readonly<Record<string, Kernel>> = {
  conv2d: (node, inputs, tf) => {
    const [x, w] = inputs as [TfTensor, TfTensor];
    const picture = padded(node, tf.transpose(x, PICTURE.to), tf);
    const operands = [picture, tf.transpose(w, FILTERS.to)] as const;
    const y = byGroup(
      node,
      operands,
      (picture, filters) => tf.conv2d(picture, filters, numberOf(node, "stride"), "valid"),
      tf,
    );
    return tf.transpose(y, PICTURE.from);
  },
  conv2dInputGradient: (node, inputs, tf) => {
    const [g, w] = inputs as [TfTensor, TfTensor];
    const [stride, groups] = [numberOf(node, "stride"), numberOf(node, "groups")];
    const [n = 0, c = 0, height = 0, width = 0] = node.shape;
    const padding = numberOf(node, "padding");
    const shape: TfShape4 = [n, height + 2 * padding, width + 2 * padding, c / groups];
    const operands = [tf.transpose(g, PICTURE.to), tf.transpose(w, FILTERS.to)] as const;
    const x = byGroup(
      node,
      operands,
      (gradient, filters) => tf.conv2dTranspose(gradient, filters, shape, stride, "valid"),
      tf,
    );
    const inner = tf.slice(x, [0, padding, padding, 0], [n, height, width, c]);
    return tf.transpose(padding === 0 ? x : inner, PICTURE.from);
  },
  conv2dFilterGradient: (node, inputs, tf) => {
    const [x, g] = inputs as [TfTensor, TfTensor];
    const [k = 0, c = 0] = node.shape;
    const attributes = {
      strides: numberOf(node, "stride"),
      pad: "valid",
      dataFormat: "NHWC",
      filterShape: [...filterSize(node), c, k / numberOf(node, "groups")],
    };
    const picture = padded(node, tf.transpose(x, PICTURE.to), tf);
    const operands = [picture, tf.transpose(g, PICTURE.to)] as const;
    const w = byGroup(
      node,
      operands,
      (picture, dy) =>
        tf.engine().runKernel("Conv2DBackpropFilter", { x: picture, dy }, attributes),
      tf,
    );
    return tf.transpose(w, FILTERS.from);
  },
};

/** Applies a function to each group's share of two operands, and joins what it yields. */
function byGroup(
  node: Tensor,
  [a, b]: readonly [TfTensor, TfTensor],
  apply: (a: TfTensor, b: TfTensor) => TfTensor,
  tf: TensorFlow,
): TfTensor {
  const groups = numberOf(node, "groups");
  if (groups === 1) return apply(a, b);
  const others = tf.split(b, groups, LAST);
  const parts = tf.split(a, groups, LAST).map((part, i) => apply(part, others[i] as TfTensor));
  return tf.concat(parts, LAST);
}
