import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel, Lowering } from "./lowering.ts";

// Measured on two AVX2 cores (bench/convolution.ts), 5x5 filters, 256 px. Where a form is chosen from
// the shapes, the choice stands here and nowhere else.

/** Convolutions and their gradients, each in the form that is cheapest for its shapes. */
export const CONVOLUTION_KERNELS: Readonly<Record<string, Kernel>> = {
  conv2d: (node, [x = "", w = ""], { model }) => {
    const stride = numberOf(node, "stride");
    const [, , r = 0, s = 0] = (node.inputs[1] as Tensor).shape;
    return model.node("Conv", [x, w], { kernel_shape: [r, s], strides: [stride, stride] });
  },
  conv2dInputGradient: (node, [g = "", w = ""], lowering) => {
    const [gradient, filters] = node.inputs as [Tensor, Tensor];
    const stride = numberOf(node, "stride");
    const [k = 0, c = 0] = filters.shape;
    const [, , oh = 0, ow = 0] = gradient.shape;
    // ConvTranspose needs no turned filters but scatters c * r * s values a pixel; a convolution
    // gathers k * r * s.
    const scatter = stride > 1 || c <= k || oh * ow <= 32 * 32;
    return scatter ? scatterForm(node, g, w, lowering) : gatherForm(node, g, w, lowering);
  },
  conv2dFilterGradient: (node, [x = "", g = ""], lowering) =>
    numberOf(node, "stride") === 1
      ? shiftedProduct(node, x, g, lowering)
      : dilatedConvolution(node, x, g, lowering),
};

/** Input gradient as ONNX's transposed convolution. */
function scatterForm(node: Tensor, g: string, w: string, { model }: Lowering): string {
  const stride = numberOf(node, "stride");
  const [gradient, filters] = node.inputs as [Tensor, Tensor];
  const size = filters.shape.slice(2);
  // Rows and columns that no filter position reached stay zero.
  const unreached = size.map((extent, i) =>
    (node.shape[i + 2] ?? 0) - ((gradient.shape[i + 2] ?? 0) - 1) * stride - extent
  );
  return model.node("ConvTranspose", [g, w], {
    kernel_shape: size,
    strides: [stride, stride],
    output_padding: unreached,
  });
}

/** Input gradient of a convolution of stride 1 as a convolution with the filters turned. */
function gatherForm(node: Tensor, g: string, w: string, lowering: Lowering): string {
  const { model } = lowering;
  const [, , r = 0, s = 0] = (node.inputs[1] as Tensor).shape;
  const backwards = [[-1, -1], [-r - 1, -s - 1], [2, 3], [-1, -1]].map((v) => model.integers(v));
  const flipped = model.node("Slice", [w, ...backwards]);
  const turned = model.node("Transpose", [flipped], { perm: [1, 0, 2, 3] });
  return model.node("Conv", [g, turned], {
    kernel_shape: [r, s],
    pads: [r - 1, s - 1, r - 1, s - 1],
  });
}

/**
 * Filter gradient as a convolution of each channel with the output gradient as one large, dilated
 * filter. Good where the output is small, as behind a stride.
 */
function dilatedConvolution(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const stride = numberOf(node, "stride");
  const [, , oh = 0, ow = 0] = (node.inputs[1] as Tensor).shape;
  const swap = { perm: [1, 0, 2, 3] };
  const gradient = model.node("Conv", [
    model.node("Transpose", [x], swap),
    model.node("Transpose", [g], swap),
  ], { kernel_shape: [oh, ow], dilations: [stride, stride] });
  const [r, s] = filterSize(node);
  // A picture larger than the last filter position yields taps that the filter does not have.
  return lowering.cut(model.node("Transpose", [gradient], swap), [2, 0, r], [3, 0, s]);
}

/**
 * Filter gradient of a convolution of stride 1 as one matrix product.
 *
 * dw[k,c,i,j] = sum over y,x of g[k,y,x] in[c,y+i,x+j]. Shifting the picture by each of the s column
 * offsets and the gradient by each of the r row offsets makes it
 * [(i,k), (y,x)] times [(j,c), (y,x)] transposed: r + s copies where an unfolding has r * s, and one
 * product with no idle work but r - 1 rows.
 */
function shiftedProduct(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const [picture, gradient] = node.inputs as [Tensor, Tensor];
  const [n = 0, c = 0, h = 0] = picture.shape;
  const [, k = 0, oh = 0, ow = 0] = gradient.shape;
  const [r, s] = filterSize(node);
  const channelsFirst = (value: string) =>
    n === 1 ? value : model.node("Transpose", [value], { perm: [1, 0, 2, 3] });
  const rows = n * h * ow;
  const tall = channelsFirst(x);
  const pictures = Array.from(
    { length: s },
    (_, j) => s === 1 ? tall : lowering.cut(tall, [3, j, j + ow]),
  );
  const wide = channelsFirst(g);
  const gradients = Array.from(
    { length: r },
    (_, i) =>
      r === 1 ? wide : model.node("Pad", [wide, model.integers([0, 0, i, 0, 0, 0, h - oh - i, 0])]),
  );
  const stack = (parts: readonly string[], height: number) =>
    lowering.reshape(
      parts.length === 1
        ? parts[0] as string
        : model.node("Concat", parts, { axis: n === 1 ? 1 : 0 }),
      [height, rows],
    );
  const product = model.node("Gemm", [stack(gradients, r * k), stack(pictures, s * c)], {
    transB: 1,
  });
  const taps = lowering.reshape(product, [r, k, s, c]);
  return model.node("Transpose", [taps], { perm: [1, 3, 0, 2] });
}
