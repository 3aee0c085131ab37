import { type Shape, ShapeError, sizeOf } from "./shape.ts";
import { listOf, numberOf, type Operator, Tensor } from "./tensor.ts";

const RESHAPE: Operator = {
  name: "reshape",
  gradient: (g, node) => [reshape(g, (node.inputs[0] as Tensor).shape)],
};

/**
 * Gives the same elements other extents.
 *
 * @param x Any shape.
 * @param shape As many elements.
 * @returns The reshaped tensor; no values move.
 * @throws {ShapeError} If the number of elements differs.
 */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sizeOf(shape) !== x.size) {
    throw new ShapeError("reshape", "the number of elements differs", [
      x.shape,
      shape,
    ]);
  }
  return new Tensor(RESHAPE, [x], shape);
}

const TRANSPOSE: Operator = {
  name: "transpose",
  gradient: (g, node) => {
    const order = listOf(node, "order");
    return [transpose(g, order.map((_, axis) => order.indexOf(axis)))];
  },
};

/**
 * Reorders the axes.
 *
 * @param x Any shape.
 * @param order Axis i of the result is axis `order[i]` of x.
 * @returns The transposed tensor.
 * @throws {ShapeError} If `order` is not a permutation of the axes.
 */
export function transpose(x: Tensor, order: readonly number[]): Tensor {
  const valid = order.length === x.shape.length &&
    x.shape.every((_, axis) => order.includes(axis));
  if (!valid) {
    throw new ShapeError("transpose", `no order ${order.join(",")} of axes`, [
      x.shape,
    ]);
  }
  return new Tensor(
    TRANSPOSE,
    [x],
    order.map((axis) => x.shape[axis] as number),
    { order },
  );
}

const SLICE: Operator = {
  name: "slice",
  gradient: (g, node) => {
    const whole = (node.inputs[0] as Tensor).shape;
    const begin = listOf(node, "begin");
    return [
      pad(
        g,
        begin,
        whole.map((n, i) => n - (begin[i] ?? 0) - (g.shape[i] ?? 0)),
      ),
    ];
  },
};

/**
 * Cuts a block out of a tensor.
 *
 * @param x Any shape.
 * @param begin The first index along each axis.
 * @param size The extent along each axis.
 * @returns The block.
 * @throws {ShapeError} If the block leaves the tensor.
 */
export function slice(
  x: Tensor,
  begin: readonly number[],
  size: Shape,
): Tensor {
  const inside = begin.length === x.shape.length &&
    size.length === x.shape.length &&
    x.shape.every((extent, axis) => {
      const [from, length] = [begin[axis] ?? -1, size[axis] ?? 0];
      return from >= 0 && length > 0 && from + length <= extent;
    });
  if (!inside) {
    throw new ShapeError(
      "slice",
      `no block at ${begin.join(",")} of that size`,
      [x.shape, size],
    );
  }
  return new Tensor(SLICE, [x], size, { begin });
}

const PAD: Operator = {
  name: "pad",
  gradient: (
    g,
    node,
  ) => [slice(g, listOf(node, "before"), (node.inputs[0] as Tensor).shape)],
};

/**
 * Surrounds a tensor with zeros.
 *
 * @param x Any shape.
 * @param before Zeros to put before it along each axis.
 * @param after Zeros to put after it.
 * @returns The larger tensor.
 * @throws {ShapeError} If an amount is negative or missing.
 */
export function pad(
  x: Tensor,
  before: readonly number[],
  after: readonly number[],
): Tensor {
  const amounts = x.shape.map((_, axis) => Math.min(before[axis] ?? -1, after[axis] ?? -1));
  if (amounts.some((amount) => amount < 0)) {
    throw new ShapeError(
      "pad",
      `no padding by ${before.join(",")}; ${after.join(",")}`,
      [x.shape],
    );
  }
  const shape = x.shape.map((n, axis) => n + (before[axis] ?? 0) + (after[axis] ?? 0));
  return new Tensor(PAD, [x], shape, { before, after });
}

const CONCAT: Operator = {
  name: "concat",
  gradient: (g, node, needs) => {
    const axis = numberOf(node, "axis");
    let offset = 0;
    return node.inputs.map((part, i) => {
      const begin = part.shape.map((_, a) => (a === axis ? offset : 0));
      offset += part.shape[axis] ?? 0;
      return needs[i] ? slice(g, begin, part.shape) : undefined;
    });
  },
};

/**
 * Joins tensors along one axis. Joining what was cut apart yields the whole again, at no cost.
 *
 * @param parts One or more tensors, alike along the other axes.
 * @param axis The axis to join along.
 * @returns The joined tensor.
 * @throws {ShapeError} If another axis differs.
 */
export function concat(parts: readonly Tensor[], axis: number): Tensor {
  const [first] = parts;
  if (!first) throw new ShapeError("concat", "nothing to join", []);
  for (const part of parts) {
    const alike = part.shape.length === first.shape.length &&
      first.shape[axis] !== undefined &&
      part.shape.every((extent, a) => a === axis || extent === first.shape[a]);
    if (!alike) {
      throw new ShapeError("concat", "other axes differ", [
        first.shape,
        part.shape,
      ]);
    }
  }
  const total = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const shape = first.shape.map((extent, a) => (a === axis ? total : extent));
  return wholeOf(parts, axis) ?? new Tensor(CONCAT, parts, shape, { axis });
}

/** The tensor of which all of these are the slices, in order; or the only part. */
function wholeOf(parts: readonly Tensor[], axis: number): Tensor | undefined {
  if (parts.length === 1) return parts[0];
  const whole = parts[0]?.inputs[0];
  let end = 0;
  for (const part of parts) {
    const begin = part.shape.map((_, a) => (a === axis ? end : 0));
    const next = part.operator === SLICE && part.inputs[0] === whole &&
      listOf(part, "begin").every((from, a) => from === begin[a]);
    if (!next) return undefined;
    end += part.shape[axis] as number;
  }
  const complete = whole?.shape.every((n, a) => n === (a === axis ? end : parts[0]?.shape[a]));
  return complete ? whole : undefined;
}

const REFLECT_PAD: Operator = {
  name: "reflectPad",
  gradient: (g, node) => [reflectFold(g, numberOf(node, "amount"))],
};

const REFLECT_FOLD: Operator = {
  name: "reflectFold",
  gradient: (g, node) => [reflectPad(g, numberOf(node, "amount"))],
};

/**
 * Continues a picture over its borders as in a mirror, the border itself not repeated.
 *
 * @param x [n,c,h,w].
 * @param amount Rows and columns to add on each side, less than h and w.
 * @returns [n,c,h+2*amount,w+2*amount].
 * @throws {ShapeError} If the picture is too small to be mirrored by that much.
 */
export function reflectPad(x: Tensor, amount: number): Tensor {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  if (x.shape.length !== 4 || amount < 0 || Math.min(h, w) <= amount) {
    throw new ShapeError("reflectPad", `cannot mirror by ${amount}`, [x.shape]);
  }
  if (amount === 0) return x;
  return new Tensor(REFLECT_PAD, [x], [n, c, h + 2 * amount, w + 2 * amount], {
    amount,
  });
}

/**
 * The transpose of {@linkcode reflectPad}: adds each mirrored value to where it came from.
 *
 * @param x [n,c,h,w], as padded.
 * @param amount Rows and columns that were added on each side.
 * @returns [n,c,h-2*amount,w-2*amount].
 * @throws {ShapeError} If it cannot have come from such a padding.
 */
export function reflectFold(x: Tensor, amount: number): Tensor {
  const [n = 0, c = 0, h = 0, w = 0] = x.shape;
  if (x.shape.length !== 4 || amount < 0 || Math.min(h, w) <= 3 * amount) {
    throw new ShapeError("reflectFold", `cannot fold by ${amount}`, [x.shape]);
  }
  if (amount === 0) return x;
  return new Tensor(REFLECT_FOLD, [x], [n, c, h - 2 * amount, w - 2 * amount], {
    amount,
  });
}
