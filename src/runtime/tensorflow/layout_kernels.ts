import { listOf, numberOf } from "../../graph/mod.ts";
import type { Kernel } from "./kernels.ts";
import type { TensorFlow, TfTensor } from "./tfjs.ts";

/** Operators that move values without computing, sums, and the product of matrices. */
export const LAYOUT_KERNELS: Readonly<Record<string, Kernel>> = {
  reshape: (node, inputs, tf) => tf.reshape(inputs[0] as TfTensor, [...node.shape]),
  transpose: (node, inputs, tf) => tf.transpose(inputs[0] as TfTensor, [...listOf(node, "order")]),
  slice: (node, inputs, tf) =>
    tf.slice(inputs[0] as TfTensor, [...listOf(node, "begin")], [...node.shape]),
  pad: (node, inputs, tf) => {
    const after = listOf(node, "after");
    const amounts = listOf(node, "before").map((before, axis): [number, number] => [
      before,
      after[axis] ?? 0,
    ]);
    return tf.pad(inputs[0] as TfTensor, amounts);
  },
  concat: (node, inputs, tf) => tf.concat([...inputs], numberOf(node, "axis")),
  sum: (node, inputs, tf) => tf.sum(inputs[0] as TfTensor, [...listOf(node, "axes")], true),
  broadcast: (node, inputs, tf) => tf.broadcastTo(inputs[0] as TfTensor, [...node.shape]),
  matmul: (node, inputs, tf) =>
    tf.matMul(
      inputs[0] as TfTensor,
      inputs[1] as TfTensor,
      numberOf(node, "transposeA") === 1,
      numberOf(node, "transposeB") === 1,
    ),
  reflectPad: (node, inputs, tf) => {
    const amount = numberOf(node, "amount");
    const sides: [number, number] = [amount, amount];
    return tf.mirrorPad(inputs[0] as TfTensor, [[0, 0], [0, 0], sides, sides], "reflect");
  },
  reflectFold: (node, inputs, tf) => {
    const amount = numberOf(node, "amount");
    return fold(fold(inputs[0] as TfTensor, 2, amount, tf), 3, amount, tf);
  },
};

/** Takes the mirrored values at both ends of an axis off, and adds them to where they came from. */
function fold(x: TfTensor, axis: number, amount: number, tf: TensorFlow): TfTensor {
  const extent = (x.shape[axis] ?? 0) - 2 * amount;
  const cut = (from: number, length: number) =>
    tf.slice(
      x,
      x.shape.map((_, a) => (a === axis ? from : 0)),
      x.shape.map((whole, a) => (a === axis ? length : whole)),
    );
  const mirrored = (from: number, to: number) =>
    tf.pad(
      tf.reverse(cut(from, amount), axis),
      x.shape.map((_, a) => (a === axis ? [to, extent - amount - to] : [0, 0])),
    );
  // Neither the first nor the last value of a picture has an image of its own.
  const ends = tf.add(mirrored(0, 1), mirrored(amount + extent, extent - amount - 1));
  return tf.add(cut(amount, extent), ends);
}
