import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Lowering } from "./lowering.ts";

// ONNX Runtime's fastest convolutions work on pictures whose channels are stored in blocks of a
// vector register's width. It uses them where filters are constant, since it arranges those in
// advance. Filters that are being trained can be arranged in the graph instead: they are small.

/** A convolution of stride 1, of groups of channels side by side. */
export interface BlockedConvolution {
  /** Name of the picture, [n,groups*c,h,w]. */
  readonly picture: string;
  /** Name of the filters, [groups*k,c,r,s]. */
  readonly filters: string;
  /** Whether the filters are stored as [groups*c,k,r,s] instead, and turned by half a turn. */
  readonly turned: boolean;
  /** How many groups. */
  readonly groups: number;
  /** Extents k, c, r, s of a group's filters. */
  readonly shape: readonly [number, number, number, number];
  /** Zeros around the picture, by rows and columns. */
  readonly pads: readonly [number, number];
}

/**
 * Tells whether a convolution gains from the blocked layout.
 *
 * @param lowering Knows the machine's block.
 * @param k Output channels of a group.
 * @param c Input channels of a group.
 * @param taps Positions of the filter.
 * @param pixels Positions of the output.
 * @returns Whether channels fill blocks, and there is enough work to pay for two changes of layout.
 */
export function blockingPays(
  { block }: Lowering,
  k: number,
  c: number,
  taps: number,
  pixels: number,
): boolean {
  return block > 0 && k % block === 0 && c % block === 0 && taps > 1 && pixels >= 32 * 32;
}

/**
 * Writes a convolution in the blocked layout, from and to the ordinary one.
 *
 * @param convolution What to convolve with what.
 * @param lowering Where it is written; its block must not be 0.
 * @returns Name of the result, [n,groups*k,h',w'].
 */
export function blockedConvolution(convolution: BlockedConvolution, lowering: Lowering): string {
  const { picture, groups, shape: [k, c, r, s], pads: [top, left] } = convolution;
  const { model } = lowering;
  const arranged = lowering.reshape(arrangeFilters(convolution, lowering), [groups * k, c, r, s]);
  const blocked = model.node("ReorderInput", [picture], {}, "blocked");
  const pads = [top, left, top, left];
  const settings = { kernel_shape: [r, s], pads, group: groups };
  const result = model.node("Conv", [blocked, arranged], settings, "blocked");
  return model.node("ReorderOutput", [result], { channels: groups * k }, "blocked");
}

/**
 * Filters as [groups,k/b,c/b,r*s,c in block,k in block]. A single transposition would move number by
 * number, and so would two that ONNX Runtime sees to be one: hence a transposition of two axes, and
 * whole blocks moved by a gather.
 */
function arrangeFilters(
  { filters, turned, groups, shape: [k, c, r, s] }: BlockedConvolution,
  lowering: Lowering,
): string {
  const { model, block: b } = lowering;
  const taps = r * s;
  const transpose = (value: string, perm: readonly number[]) =>
    model.node("Transpose", [value], { perm });
  if (!turned) {
    const innermost = transpose(
      lowering.reshape(filters, [groups * k / b, b, c * taps]),
      [0, 2, 1],
    );
    const tapsOutside = Array.from(
      { length: b * taps },
      (_, i) => i % b * taps + Math.floor(i / b),
    );
    const rows = lowering.reshape(innermost, [groups * k / b * c / b, b * taps, b]);
    return model.node("Gather", [rows, model.integers(tapsOutside)], { axis: 1 });
  }
  const tapsFirst = transpose(lowering.reshape(filters, [groups * c, k, taps]), [0, 2, 1]);
  const backwards = model.integers(Array.from({ length: taps }, (_, i) => taps - 1 - i));
  const turnedTaps = model.node("Gather", [tapsFirst, backwards], { axis: 1 });
  const split = lowering.reshape(turnedTaps, [groups, c / b, b, taps, k / b, b]);
  return transpose(split, [0, 4, 1, 3, 2, 5]);
}

/** Largest difference that rounding can make in the probe. */
const TOLERANCE = 1e-4;
let probed: Promise<number> | undefined;

/**
 * Finds out the block of this machine's ONNX Runtime by computing a small convolution both ways.
 *
 * @returns 8 or 16; 0 if the blocked layout is missing or does not give the right answer.
 */
export function findBlock(): Promise<number> {
  probed ??= (async () => {
    for (const block of [16, 8]) if (await worksWith(block)) return block;
    return 0;
  })();
  return probed;
}

async function worksWith(block: number): Promise<boolean> {
  const { Lowering } = await import("./lowering.ts");
  const [channels, side] = [32, 6];
  const shape = [channels, channels, 3, 3] as const;
  const values = (count: number) =>
    Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7) / 4);
  const lowering = new Lowering(block);
  const { model } = lowering;
  const picture = model.floats(values(channels * side * side), [1, channels, side, side]);
  const filters = model.input("filters", shape);
  const ours = blockedConvolution(
    { picture, filters, turned: false, groups: 1, shape, pads: [0, 0] },
    lowering,
  );
  const plain = model.node("Conv", [picture, filters], { kernel_shape: [3, 3] });
  model.output("difference", model.node("Sub", [ours, plain]), [1, channels, side - 2, side - 2]);
  try {
    const session = await ort.InferenceSession.create(model.encode(), { logSeverityLevel: 4 });
    const filterValues = new ort.Tensor("float32", values(channels * channels * 9), [...shape]);
    const { difference } = await session.run({ filters: filterValues });
    await session.release();
    const errors = difference?.data as Float32Array;
    return errors.every((error) => Math.abs(error) < TOLERANCE);
  } catch {
    // This build of ONNX Runtime does not know the operators: the ordinary forms serve.
    return false;
  }
}
