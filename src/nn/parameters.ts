import {
  broadcastTo,
  concat,
  constant,
  input,
  reshape,
  sameShape,
  type Shape,
  sizeOf,
  slice,
  type Tensor,
} from "../graph/mod.ts";
import type { Random } from "../random.ts";

/** Yields the first value of each element of a parameter. */
export type Initializer = (random: Random) => number;

/** A graph input that an optimiser updates: one large parameter, or many small ones end to end. */
export interface ParameterBlock {
  /** Unique within its {@linkcode Parameters}. */
  readonly name: string;
  /**
   * The graph input, a vector: an optimiser's arithmetic is several times faster on it than on
   * filters of one pixel, whose last extents are 1 (ONNX Runtime broadcasts along the last extent).
   */
  readonly tensor: Tensor;
  /** Its first values. */
  readonly initial: Float32Array;
  /** What it holds, in order; together they may leave the end of the block unused. */
  readonly parts: readonly Tensor[];
}

/** Where networks declare their weights: to be trained, or as they were trained. */
export interface ParameterSource {
  /**
   * Declares a parameter.
   *
   * @param shape Its extents.
   * @param initializer Its first values, if they are not known yet.
   * @returns The tensor to compute with.
   */
  declare(shape: Shape, initializer: Initializer): Tensor;
}

/** Where a parameter lies. */
export interface Placement {
  /** Name of its block. */
  readonly block: string;
  /** Where in the block it begins. */
  readonly offset: number;
  /** Its extents. */
  readonly shape: Shape;
}

/** A block that still takes parts. */
type GrowingBlock = ParameterBlock & { readonly parts: Tensor[] };

/**
 * Parameters of fewer elements than this share a block. Blocks stay within a core's cache, and the
 * whole of a small network is one or two of them: each costs ten operators a step.
 */
const SMALL = 32768;
const BLOCK = 65536;

/**
 * The trainable values of one or more networks. Small ones (offsets, scales) share blocks, since an
 * optimiser's cost for a vector of eight numbers is that of a vector of thousands.
 */
export class Parameters implements ParameterSource {
  readonly #blocks: GrowingBlock[] = [];
  readonly #placements: Placement[] = [];
  #shared?: { readonly block: GrowingBlock; readonly values: Tensor; used: number };

  /**
   * @param random What the first values are drawn from.
   * @param prefix Put before the names of the blocks.
   */
  constructor(readonly random: Random, readonly prefix = "") {}

  /** All blocks, in the order in which they were begun. */
  get blocks(): readonly ParameterBlock[] {
    return this.#blocks;
  }

  /** Where each parameter lies, in the order in which they were declared. */
  get placements(): readonly Placement[] {
    return this.#placements;
  }

  /** How many numbers are trained. */
  get count(): number {
    return this.#blocks.flatMap(({ parts }) => parts).reduce((sum, { size }) => sum + size, 0);
  }

  declare(shape: Shape, initializer: Initializer): Tensor {
    const size = sizeOf(shape);
    if (size >= SMALL) {
      const { name, tensor, initial, parts } = this.#begin(size);
      this.#placements.push({ block: name, offset: 0, shape });
      initial.set(this.#draw(size, initializer));
      const part = reshape(tensor, shape);
      parts.push(part);
      return part;
    }
    if (!this.#shared || this.#shared.used + size > BLOCK) {
      const block = this.#begin(BLOCK);
      this.#shared = { block, values: reshape(block.tensor, along(BLOCK)), used: 0 };
    }
    const { block: { name, initial, parts }, values, used } = this.#shared;
    this.#placements.push({ block: name, offset: used, shape });
    initial.set(this.#draw(size, initializer), used);
    const own = slice(values, [0, used, 0, 0], along(size));
    const part = sameShape(shape, own.shape) ? own : reshape(own, shape);
    parts.push(part);
    this.#shared.used += size;
    return part;
  }

  #begin(size: number): GrowingBlock {
    const name = `${this.prefix}${this.#blocks.length}`;
    const block = { name, tensor: input([size]), initial: new Float32Array(size), parts: [] };
    this.#blocks.push(block);
    return block;
  }

  #draw(size: number, initializer: Initializer): Float32Array {
    return Float32Array.from({ length: size }, () => initializer(this.random));
  }
}

/**
 * Joins the gradients of a block's parts into the gradient of the block.
 *
 * @param block The block.
 * @param gradients One for each of its parts.
 * @returns The gradient, of the block's shape.
 */
export function blockGradient(block: ParameterBlock, gradients: readonly Tensor[]): Tensor {
  const [first] = gradients;
  if (first?.size === block.tensor.size) return reshape(first, block.tensor.shape);
  const flat = gradients.map((gradient) => {
    const shape = along(gradient.size);
    return sameShape(shape, gradient.shape) ? gradient : reshape(gradient, shape);
  });
  const unused = block.tensor.size - flat.reduce((sum, { size }) => sum + size, 0);
  const rest = unused > 0 ? [broadcastTo(constant([0], along(1)), along(unused))] : [];
  return reshape(concat([...flat, ...rest], 1), block.tensor.shape);
}

/** So many values beside each other, in the shape that most small parameters have. */
function along(size: number): Shape {
  return [1, size, 1, 1];
}
