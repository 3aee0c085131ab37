import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";
import { dilatedConvolution } from "./dilated_convolution.ts";
import { inBlocks } from "./in_blocks.ts";
import type { Kernel, Lowering } from "./lowering.ts";
import { shiftedProduct, spreadProduct } from "./shifted_product.ts";
import { unfoldedProduct } from "./unfolded_product.ts";

/**
 * Convolutions and their gradients, each in the form that is cheapest for its shapes. The choices
 * stand here and in in_blocks.ts; they were measured by profiles of the published step on two cores,
 * at 128 and 256 px (bench/README.md).
 */
export const CONVOLUTION_KERNELS: Readonly<Record<string, Kernel>> = {
  conv2d: (node, [x = "", w = ""], lowering) => {
    const { stride, groups, padding, k, c, r, s } = describe(node, node.inputs[1]);
    const [n = 0, , h = 0, width = 0] = (node.inputs[0] as Tensor).shape;
    const common = { picture: x, size: [n, h, width], filters: w, turned: false } as const;
    const shapes = { groups, shape: [k, c, r, s], stride, pads: [padding, padding] } as const;
    const result = inBlocks({ ...common, ...shapes }, lowering);
    if (result) return result;
    const settings = {
      kernel_shape: [r, s],
      strides: [stride, stride],
      pads: [padding, padding, padding, padding],
      group: groups,
    };
    return lowering.model.node("Conv", [x, w], settings);
  },
  conv2dInputGradient: (node, [g = "", w = ""], lowering) => {
    const { stride, groups, padding, k, c, r, s } = describe(node, node.inputs[1]);
    const [n = 0, , oh = 0, ow = 0] = (node.inputs[0] as Tensor).shape;
    const gathers = stride === 1 && padding < Math.min(r, s);
    if (gathers) {
      const common = { picture: g, size: [n, oh, ow], filters: w, turned: true } as const;
      const pads = [r - 1 - padding, s - 1 - padding] as const;
      const result = inBlocks({ ...common, groups, shape: [c, k, r, s], stride, pads }, lowering);
      if (result) return result;
    }
    // ConvTranspose needs no turned filters but scatters c * r * s values a pixel; a convolution
    // gathers k * r * s.
    const scatter = !gathers || c <= k || oh * ow <= 32 * 32;
    return scatter ? scatterForm(node, g, w, lowering) : gatherForm(node, g, w, lowering);
  },
  conv2dFilterGradient: (node, [x = "", g = ""], lowering) => {
    const [n = 0, , oh = 0, ow = 0] = (node.inputs[1] as Tensor).shape;
    const [stride, padding] = [numberOf(node, "stride"), numberOf(node, "padding")];
    if (lowering.gpu && stride <= Math.min(...filterSize(node))) {
      return spreadProduct(node, x, g, lowering);
    }
    if (stride > 1) return dilatedConvolution(node, x, g, lowering);
    return n === 1 && padding === 0 && oh * ow <= 16 * 16
      ? unfoldedProduct(node, x, g, lowering)
      : shiftedProduct(node, x, g, lowering);
  },
};

/** Stride, groups, padding, and the extents of one group's filters [k,c,r,s]. */
function describe(node: Tensor, filters: Tensor | undefined) {
  const [stride, groups] = [numberOf(node, "stride"), numberOf(node, "groups")];
  const [all = 0, c = 0, r = 0, s = 0] = filters?.shape ?? [];
  return { stride, groups, padding: numberOf(node, "padding"), k: all / groups, c, r, s };
}

/** Input gradient as ONNX's transposed convolution. */
function scatterForm(node: Tensor, g: string, w: string, { model }: Lowering): string {
  const { stride, groups, padding, r, s } = describe(node, node.inputs[1]);
  const gradient = node.inputs[0] as Tensor;
  // Rows and columns that no filter position reached stay zero.
  const unreached = [r, s].map((extent, i) =>
    (node.shape[i + 2] ?? 0) + 2 * padding - ((gradient.shape[i + 2] ?? 0) - 1) * stride - extent
  );
  return model.node("ConvTranspose", [g, w], {
    kernel_shape: [r, s],
    strides: [stride, stride],
    pads: [padding, padding, padding, padding],
    output_padding: unreached,
    group: groups,
  });
}

/** Input gradient of a convolution of stride 1 as a convolution with the filters turned. */
function gatherForm(node: Tensor, g: string, w: string, lowering: Lowering): string {
  const { model } = lowering;
  const { groups, padding, k, c, r, s } = describe(node, node.inputs[1]);
  const pads = [r - 1 - padding, s - 1 - padding];
  const backwards = [[-1, -1], [-r - 1, -s - 1], [2, 3], [-1, -1]].map((v) => model.integers(v));
  const flipped = model.node("Slice", [w, ...backwards]);
  const grouped = lowering.reshape(flipped, [groups, k, c, r, s]);
  const turned = model.node("Transpose", [grouped], { perm: [0, 2, 1, 3, 4] });
  return model.node("Conv", [g, lowering.reshape(turned, [groups * c, k, r, s])], {
    kernel_shape: [r, s],
    pads: [...pads, ...pads],
    group: groups,
  });
}
