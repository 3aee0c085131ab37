import { sameShape, type Shape, ShapeError } from "./shape.ts";
import { listOf, numberOf, type Operator, Tensor } from "./tensor.ts";

// The convolution y = x * w is linear in x and in w, and <g, x * w> is linear in all three of g, x
// and w. Its three partial derivatives are the three operators of this file, so the gradient of each
// is made of the other two and the family is closed under differentiation.

const CONV2D: Operator = {
  name: "conv2d",
  gradient: (g, node, needs) => {
    const [x, w] = node.inputs as [Tensor, Tensor];
    const options = optionsOf(node);
    return [
      needs[0] ? conv2dInputGradient(g, w, spatial(x), options) : undefined,
      needs[1] ? conv2dFilterGradient(x, g, spatial(w), options) : undefined,
    ];
  },
};

const CONV2D_INPUT_GRADIENT: Operator = {
  name: "conv2dInputGradient",
  gradient: (h, node, needs) => {
    const [g, w] = node.inputs as [Tensor, Tensor];
    const options = optionsOf(node);
    return [
      needs[0] ? conv2d(h, w, options) : undefined,
      needs[1] ? conv2dFilterGradient(h, g, spatial(w), options) : undefined,
    ];
  },
};

const CONV2D_FILTER_GRADIENT: Operator = {
  name: "conv2dFilterGradient",
  gradient: (v, node, needs) => {
    const [x, g] = node.inputs as [Tensor, Tensor];
    const options = optionsOf(node);
    return [
      needs[0] ? conv2dInputGradient(g, v, spatial(x), options) : undefined,
      needs[1] ? conv2d(x, v, options) : undefined,
    ];
  },
};

/** How filters are laid on a picture. */
export interface ConvolutionOptions {
  /** Step between neighbouring outputs, the same along rows and columns. Default 1. */
  readonly stride?: number;
  /**
   * Into how many groups channels and filters are divided; each group of filters sees its own group
   * of channels. Default 1. Networks of the same build run side by side in this way, as one.
   */
  readonly groups?: number;
  /** Zeros that the picture is thought to be surrounded by, on each side. Default 0. */
  readonly padding?: number;
}

const DEFAULTS = { stride: 1, groups: 1, padding: 0 };

/**
 * Convolves (in the sense of deep learning: correlates) a picture with a bank of filters. For another
 * continuation than zeros, such as a reflection, pad the picture first.
 *
 * @param x [n,c,h,w].
 * @param w [k,c/groups,r,s], one filter an output channel.
 * @param options Stride, groups and padding.
 * @returns [n,k,floor((h+2*padding-r)/stride)+1,floor((w+2*padding-s)/stride)+1].
 * @throws {ShapeError} If channels differ, groups do not divide channels and filters, or the filter is
 * larger than the padded picture, or the padding is no number of zeros.
 *
 * @example
 * ```ts
 * import { input } from "./source.ts";
 * import { conv2d } from "./convolution.ts";
 * console.log(conv2d(input([1, 3, 68, 68]), input([8, 3, 5, 5])).shape); // [1, 8, 64, 64]
 * ```
 */
export function conv2d(
  x: Tensor,
  w: Tensor,
  options: ConvolutionOptions = {},
): Tensor {
  const settings = { ...DEFAULTS, ...options };
  const shape = outputShape("conv2d", x.shape, w.shape, settings);
  return new Tensor(CONV2D, [x, w], shape, settings);
}

/**
 * The gradient of {@linkcode conv2d} with respect to its picture, also known as the transposed
 * convolution.
 *
 * @param g [n,k,oh,ow], the gradient with respect to the output.
 * @param w [k,c/groups,r,s], the filters.
 * @param size Height and width of the picture.
 * @param options Stride, groups and padding of the convolution.
 * @returns [n,c,...size].
 * @throws {ShapeError} If a convolution of that picture does not have an output like `g`.
 */
export function conv2dInputGradient(
  g: Tensor,
  w: Tensor,
  size: readonly [number, number],
  options: ConvolutionOptions = {},
): Tensor {
  const settings = { ...DEFAULTS, ...options };
  const shape = [g.shape[0] ?? 0, (w.shape[1] ?? 0) * settings.groups, ...size];
  expectOutput("conv2dInputGradient", shape, w.shape, g.shape, settings);
  return new Tensor(CONV2D_INPUT_GRADIENT, [g, w], shape, settings);
}

/**
 * The gradient of {@linkcode conv2d} with respect to its filters.
 *
 * @param x [n,c,h,w], the picture.
 * @param g [n,k,oh,ow], the gradient with respect to the output.
 * @param size Height and width of the filters.
 * @param options Stride, groups and padding of the convolution.
 * @returns [k,c/groups,...size].
 * @throws {ShapeError} If a convolution with such filters does not have an output like `g`.
 */
export function conv2dFilterGradient(
  x: Tensor,
  g: Tensor,
  size: readonly [number, number],
  options: ConvolutionOptions = {},
): Tensor {
  const settings = { ...DEFAULTS, ...options };
  const shape = [g.shape[1] ?? 0, (x.shape[1] ?? 0) / settings.groups, ...size];
  expectOutput("conv2dFilterGradient", x.shape, shape, g.shape, settings);
  return new Tensor(CONV2D_FILTER_GRADIENT, [x, g], shape, { ...settings, size });
}

/** Height and width of the filter of a filter-gradient node, for engines. */
export function filterSize(node: Tensor): readonly [number, number] {
  const [r = 0, s = 0] = listOf(node, "size");
  return [r, s];
}

function optionsOf(node: Tensor): Required<ConvolutionOptions> {
  return {
    stride: numberOf(node, "stride"),
    groups: numberOf(node, "groups"),
    padding: numberOf(node, "padding"),
  };
}

function spatial(x: Tensor): readonly [number, number] {
  return [x.shape[2] as number, x.shape[3] as number];
}

function outputShape(
  operator: string,
  x: Shape,
  w: Shape,
  { stride, groups, padding }: Required<ConvolutionOptions>,
): Shape {
  const [n = 0, c = 0, ...extents] = x;
  const [height = 0, width = 0] = extents.map((extent) => extent + 2 * padding);
  const [k = 0, channels = 0, r = 0, s = 0] = w;
  if (x.length !== 4 || w.length !== 4) {
    throw new ShapeError(operator, "picture and filters must have four axes", [
      x,
      w,
    ]);
  }
  if (!Number.isInteger(groups) || groups < 1 || c % groups !== 0 || k % groups !== 0) {
    const reason = `${groups} groups do not divide ${c} channels and ${k} filters`;
    throw new ShapeError(operator, reason, [x, w]);
  }
  if (c !== channels * groups) throw new ShapeError(operator, "channels differ", [x, w]);
  if (!Number.isInteger(stride) || stride < 1) {
    throw new ShapeError(operator, `no stride of ${stride}`, [x, w]);
  }
  if (!Number.isInteger(padding) || padding < 0) {
    throw new ShapeError(operator, `no padding by ${padding}`, [x, w]);
  }
  if (r > height || s > width) {
    throw new ShapeError(operator, "the filter is larger than the picture", [
      x,
      w,
    ]);
  }
  return [
    n,
    k,
    Math.floor((height - r) / stride) + 1,
    Math.floor((width - s) / stride) + 1,
  ];
}

function expectOutput(
  operator: string,
  x: Shape,
  w: Shape,
  g: Shape,
  options: Required<ConvolutionOptions>,
): void {
  const expected = outputShape(operator, x, w, options);
  if (!sameShape(expected, g)) {
    throw new ShapeError(
      operator,
      "the gradient is not shaped like the output",
      [g, expected],
    );
  }
}
