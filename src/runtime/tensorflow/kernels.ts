import type { Tensor } from "../../graph/mod.ts";
import { CONVOLUTION_KERNELS } from "./convolution_kernels.ts";
import { ELEMENTWISE_KERNELS } from "./elementwise_kernels.ts";
import { LAYOUT_KERNELS } from "./layout_kernels.ts";
import { NORMALISATION_KERNELS } from "./normalisation_kernels.ts";
import { RESAMPLE_KERNELS } from "./resample_kernels.ts";
import type { TensorFlow, TfTensor } from "./tfjs.ts";

/**
 * Computes one graph node from the values of its operands. What it returns is a tensor of its own,
 * never an operand; whatever else it makes is freed behind it.
 */
export type Kernel = (node: Tensor, inputs: readonly TfTensor[], tf: TensorFlow) => TfTensor;

/** The kernel of every operator by its name. */
export const KERNELS: Readonly<Record<string, Kernel>> = {
  ...ELEMENTWISE_KERNELS,
  ...LAYOUT_KERNELS,
  ...CONVOLUTION_KERNELS,
  ...NORMALISATION_KERNELS,
  ...RESAMPLE_KERNELS,
};
