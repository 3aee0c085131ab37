import type { Shape, Tensor } from "../../graph/mod.ts";
import { topological } from "../../graph/mod.ts";
import { CONVOLUTION_KERNELS } from "./convolution_kernels.ts";
import { ELEMENTWISE_KERNELS } from "./elementwise_kernels.ts";
import { LAYOUT_KERNELS } from "./layout_kernels.ts";
import { ModelBuilder } from "./model_builder.ts";
import { NORMALISATION_KERNELS } from "./normalisation_kernels.ts";
import { RESAMPLE_KERNELS } from "./resample_kernels.ts";

/** Writes one graph node as ONNX operators and returns the name of the value that it yields. */
export type Kernel = (node: Tensor, inputs: readonly string[], lowering: Lowering) => string;

const KERNELS: Readonly<Record<string, Kernel>> = {
  ...ELEMENTWISE_KERNELS,
  ...LAYOUT_KERNELS,
  ...CONVOLUTION_KERNELS,
  ...NORMALISATION_KERNELS,
  ...RESAMPLE_KERNELS,
};

/** What operators are chosen for. */
export type LoweringTarget = Partial<Pick<Lowering, "block" | "gpu" | "cache">>;

/** Turns graph nodes into ONNX operators, each once. */
export class Lowering {
  readonly model: ModelBuilder = new ModelBuilder();
  readonly #values = new Map<Tensor, string>();
  readonly #shared = new Map<string, readonly string[]>();

  /** Channels of a block in ONNX Runtime's blocked layout on the machine; 0 if it has none. */
  readonly block: number;
  /**
   * Whether it is for a GPU: to begin an operator costs more there than a pass over memory, and some of
   * ONNX Runtime's operators are missing.
   */
  readonly gpu: boolean;
  /** Bytes that stay in the processor's cache while they are written and read again. */
  readonly cache: number;

  /** @param target What it is written for; by default any processor. */
  constructor({ block = 0, gpu = false, cache = 16e6 }: LoweringTarget = {}) {
    [this.block, this.gpu, this.cache] = [block, gpu, cache];
  }

  /**
   * Declares a graph input under the name by which it will be fed.
   *
   * @param name The name at run time.
   * @param tensor The input symbol.
   */
  feed(name: string, tensor: Tensor): void {
    this.#values.set(tensor, this.model.input(name, tensor.shape));
  }

  /**
   * Writes everything that some tensors are computed from.
   *
   * @param outputs The tensors.
   * @throws {TypeError} If an input is not fed, or an operator has no kernel here.
   */
  lower(outputs: readonly Tensor[]): void {
    for (const node of topological(outputs)) {
      if (!this.#values.has(node)) this.#values.set(node, this.#write(node));
    }
  }

  /**
   * Finds the ONNX value of a tensor that has been written.
   *
   * @param tensor The tensor.
   * @returns Its name.
   */
  valueOf(tensor: Tensor): string {
    const name = this.#values.get(tensor);
    if (name === undefined) throw new TypeError(`${tensor} has not been lowered`);
    return name;
  }

  /**
   * Writes something once that several kernels need.
   *
   * @param key What it is, with the name of the value that it is made from.
   * @param make Writes it.
   * @returns The names of the shared values.
   */
  share(key: string, make: () => readonly string[]): readonly string[] {
    const known = this.#shared.get(key);
    if (known) return known;
    const names = make();
    this.#shared.set(key, names);
    return names;
  }

  /**
   * Gives a value other extents; values that are reshaped back and forth cost nothing.
   *
   * @param value Name of the value.
   * @param shape As many elements.
   * @returns Name of the reshaped value.
   */
  reshape(value: string, shape: Shape): string {
    return this.model.node("Reshape", [value, this.model.integers(shape)]);
  }

  /**
   * Cuts a block out of a value.
   *
   * @param value Name of the value.
   * @param cuts Axis, first index, end (exclusive), for each axis that is cut.
   * @returns Name of the block.
   */
  cut(
    value: string,
    ...cuts: readonly (readonly [axis: number, from: number, to: number])[]
  ): string {
    const part = (i: 0 | 1 | 2) => this.model.integers(cuts.map((cut) => cut[i]));
    return this.model.node("Slice", [value, part(1), part(2), part(0)]);
  }

  #write(node: Tensor): string {
    if (node.data) return this.model.floats(node.data, node.shape);
    const kernel = KERNELS[node.operator.name];
    if (!kernel) throw new TypeError(`ONNX has no kernel for ${node}, or the input is not fed`);
    return kernel(node, node.inputs.map((operand) => this.valueOf(operand)), this);
  }
}
