import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";
import { blockedConvolution, blockingPays } from "./blocked_convolution.ts";
import type { Kernel, Lowering } from "./lowering.ts";

// Measured on two AVX2 cores (bench/convolution.ts), 5x5 filters, 256 px. Where a form is chosen from
// the shapes, the choice stands here and nowhere else.

/** Convolutions and their gradients, each in the form that is cheapest for its shapes. */
export const CONVOLUTION_KERNELS: Readonly<Record<string, Kernel>> = {
  conv2d: (node, [x = "", w = ""], lowering) => {
    const stride = numberOf(node, "stride");
    const [k = 0, c = 0, r = 0, s = 0] = (node.inputs[1] as Tensor).shape;
    const [n = 0, , oh = 0, ow = 0] = node.shape;
    if (n === 1 && stride === 1 && blockingPays(lowering, k, c, r * s, oh * ow)) {
      const shape = [k, c, r, s] as const;
      const convolution = { picture: x, filters: w, swapped: false, shape, pads: [0, 0] } as const;
      return blockedConvolution(convolution, lowering);
    }
    return lowering.model.node("Conv", [x, w], { kernel_shape: [r, s], strides: [stride, stride] });
  },
  conv2dInputGradient: (node, [g = "", w = ""], lowering) => {
    const [gradient, filters] = node.inputs as [Tensor, Tensor];
    const stride = numberOf(node, "stride");
    const [k = 0, c = 0] = filters.shape;
    const [, , oh = 0, ow = 0] = gradient.shape;
    if (stride === 1 && blockingPays(lowering, c, k, 2, oh * ow)) {
      return gatherForm(node, g, w, lowering);
    }
    // ConvTranspose needs no turned filters but scatters c * r * s values a pixel; a convolution
    // gathers k * r * s.
    const scatter = stride > 1 || c <= k || oh * ow <= 32 * 32;
    return scatter ? scatterForm(node, g, w, lowering) : gatherForm(node, g, w, lowering);
  },
  conv2dFilterGradient: (node, [x = "", g = ""], lowering) => {
    const [n = 0, , oh = 0, ow = 0] = (node.inputs[1] as Tensor).shape;
    if (numberOf(node, "stride") > 1) return dilatedConvolution(node, x, g, lowering);
    return n === 1 && oh * ow <= 16 * 16
      ? unfoldedProduct(node, x, g, lowering)
      : shiftedProduct(node, x, g, lowering);
  },
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
  const [k = 0, c = 0, r = 0, s = 0] = (node.inputs[1] as Tensor).shape;
  const [n = 0, , oh = 0, ow = 0] = (node.inputs[0] as Tensor).shape;
  const backwards = [[-1, -1], [-r - 1, -s - 1], [2, 3], [-1, -1]].map((v) => model.integers(v));
  const flipped = model.node("Slice", [w, ...backwards]);
  if (n === 1 && blockingPays(lowering, c, k, r * s, oh * ow)) {
    const shape = [c, k, r, s] as const;
    const pads = [r - 1, s - 1] as const;
    return blockedConvolution(
      { picture: g, filters: flipped, swapped: true, shape, pads },
      lowering,
    );
  }
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
 * Filter gradient of a convolution of stride 1 as matrix products.
 *
 * dw[k,c,i,j] = sum over y,x of g[k,y,x] in[c,y+i,x+j]. Continuing each row of g with zeros to the
 * picture's width and shifting it by each of the s column offsets gives [(k,j), (y,x)]; the picture
 * without its first i rows gives [c, (y,x)]. Their product is dw for one i and all j, with nothing
 * unfolded: s copies of g and r of the picture, where an unfolding has r * s of the picture.
 */
function shiftedProduct(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const [picture, gradient] = node.inputs as [Tensor, Tensor];
  const [n = 0, c = 0, , w = 0] = picture.shape;
  const [, k = 0, oh = 0, ow = 0] = gradient.shape;
  const [r, s] = filterSize(node);
  const channelsFirst = (value: string) =>
    n === 1 ? value : model.node("Transpose", [value], { perm: [1, 0, 2, 3] });
  const [tall, wide] = [channelsFirst(x), channelsFirst(g)];
  const pixels = n * oh * w;
  const shifts = Array.from(
    { length: s },
    (_, j) =>
      s === 1 ? wide : model.node("Pad", [wide, model.integers([0, 0, 0, j, 0, 0, 0, w - ow - j])]),
  );
  const stacked = s === 1
    ? shifts[0] as string
    : model.node("Concat", shifts, { axis: n === 1 ? 2 : 1 });
  const gradients = lowering.reshape(stacked, [k * s, pixels]);
  const rowsFrom = (i: number) =>
    lowering.reshape(r === 1 ? tall : lowering.cut(tall, [2, i, i + oh]), [c, pixels]);
  const parts = Array.from({ length: r }, (_, i) =>
    lowering.reshape(
      model.node("Gemm", [gradients, rowsFrom(i)], { transB: 1 }),
      [k, s, c, 1],
    ));
  const taps = parts.length === 1 ? parts[0] as string : model.node("Concat", parts, { axis: 3 });
  return model.node("Transpose", [taps], { perm: [0, 2, 3, 1] });
}

/**
 * Filter gradient of a convolution of stride 1 with the picture unfolded: one matrix product whose
 * result needs no reordering. Good for small pictures of many channels, where reordering the taps
 * costs more than the product. Unfolding columns first and rows then takes r + s cuts, not r * s.
 */
function unfoldedProduct(node: Tensor, x: string, g: string, lowering: Lowering): string {
  const { model } = lowering;
  const [picture, gradient] = node.inputs as [Tensor, Tensor];
  const [, c = 0, h = 0, w = 0] = picture.shape;
  const [, k = 0, oh = 0, ow = 0] = gradient.shape;
  const [r, s] = filterSize(node);
  const stack = (count: number, cut: (offset: number) => string) =>
    model.node("Concat", Array.from({ length: count }, (_, offset) => cut(offset)), { axis: 1 });
  const channels = lowering.reshape(x, [c, 1, h, w]);
  const columns = stack(s, (j) => lowering.cut(channels, [3, j, j + ow]));
  const wide = lowering.reshape(columns, [c, 1, s, h, ow]);
  const rows = stack(r, (i) => lowering.cut(wide, [3, i, i + oh]));
  const unfolded = lowering.reshape(rows, [c * r * s, oh * ow]);
  const flat = lowering.reshape(g, [k, oh * ow]);
  return lowering.reshape(model.node("Gemm", [flat, unfolded], { transB: 1 }), [k, c, r, s]);
}
