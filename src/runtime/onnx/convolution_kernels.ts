import { filterSize, numberOf, type Tensor } from "../../graph/mod.ts";
import { blockedConvolution, blockingPays } from "./blocked_convolution.ts";
import {
  dilatedConvolution,
  shiftedProduct,
  spreadProduct,
  unfoldedProduct,
} from "./filter_gradients.ts";
import type { Kernel, Lowering } from "./lowering.ts";

/**
 * Convolutions and their gradients, each in the form that is cheapest for its shapes. The choices
 * stand here and nowhere else; they were measured by profiles of the published step on two cores, at
 * 128 and 256 px (bench/README.md).
 */
export const CONVOLUTION_KERNELS: Readonly<Record<string, Kernel>> = {
  conv2d: (node, [x = "", w = ""], lowering) => {
    const { stride, groups, padding, k, c, r, s } = describe(node, node.inputs[1]);
    const [n = 0, , oh = 0, ow = 0] = node.shape;
    const [positions, pads] = [n * oh * ow, [padding, padding] as const];
    if (stride === 1 && blockingPays(lowering, k, c, r * s, positions)) {
      const common = { groups, shape: [k, c, r, s], pads } as const;
      return blockedConvolution({ picture: x, filters: w, turned: false, ...common }, lowering);
    }
    if (stride === 1 && mergingPays(lowering, [groups, k, c], r * s, positions)) {
      const filters = mergeGroups(w, [groups, k, c], lowering);
      const shape = [groups * k, groups * c, r, s] as const;
      const whole = { groups: 1, shape, pads } as const;
      return blockedConvolution({ picture: x, filters, turned: false, ...whole }, lowering);
    }
    const settings = {
      kernel_shape: [r, s],
      strides: [stride, stride],
      pads: [...pads, ...pads],
      group: groups,
    };
    return lowering.model.node("Conv", [x, w], settings);
  },
  conv2dInputGradient: (node, [g = "", w = ""], lowering) => {
    const { stride, groups, padding, k, c, r, s } = describe(node, node.inputs[1]);
    const [n = 0, , oh = 0, ow = 0] = (node.inputs[0] as Tensor).shape;
    const gathers = stride === 1 && padding < Math.min(r, s);
    const blocks = blockingPays(lowering, c, k, 2, n * oh * ow) ||
      mergingPays(lowering, [groups, k, c], r * s, n * oh * ow);
    if (gathers && blocks) return gatherForm(node, g, w, lowering);
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

/**
 * Whether two groups gain from being convolved as one, with zeros between them: of few filters a
 * group, the ordinary form's matrices are too flat to be quick; together they fill a block, which is
 * twice the work at three times the speed.
 */
function mergingPays(
  lowering: Lowering,
  [groups, k, c]: readonly [number, number, number],
  taps: number,
  pixels: number,
): boolean {
  return groups === 2 && k < lowering.block && c >= lowering.block &&
    blockingPays(lowering, groups * k, groups * c, taps, pixels);
}

/** The filters of several groups as those of one, with zeros for the other groups' channels. */
function mergeGroups(
  w: string,
  [groups, k, c]: readonly [number, number, number],
  { model }: Lowering,
): string {
  const repeated = model.node("Concat", Array.from({ length: groups }, () => w), { axis: 1 });
  const own = (filter: number, channel: number) =>
    Math.floor(filter / k) === Math.floor(channel / c) ? 1 : 0;
  const mask = Float32Array.from(
    { length: groups * k * groups * c },
    (_, i) => own(Math.floor(i / (groups * c)), i % (groups * c)),
  );
  return model.node("Mul", [repeated, model.floats(mask, [groups * k, groups * c, 1, 1])]);
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
  const [n = 0, , oh = 0, ow = 0] = (node.inputs[0] as Tensor).shape;
  const pads = [r - 1 - padding, s - 1 - padding] as const;
  if (blockingPays(lowering, c, k, r * s, n * oh * ow)) {
    const common = { groups, shape: [c, k, r, s], pads } as const;
    return blockedConvolution({ picture: g, filters: w, turned: true, ...common }, lowering);
  }
  if (mergingPays(lowering, [groups, k, c], r * s, n * oh * ow)) {
    const filters = mergeGroups(w, [groups, k, c], lowering);
    const shape = [groups * c, groups * k, r, s] as const;
    const whole = { groups: 1, shape, pads } as const;
    return blockedConvolution({ picture: g, filters, turned: true, ...whole }, lowering);
  }
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
