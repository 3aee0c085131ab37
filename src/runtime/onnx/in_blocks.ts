import {
  type BlockedConvolution,
  blockedConvolution,
  positionsOf,
  wholeBlocks,
} from "./blocked_convolution.ts";
import type { Lowering } from "./lowering.ts";

/** What a multiplication costs in the ordinary layout, in such of the blocked one. */
const ORDINARY = 1.6;
/** The same of few output channels: the ordinary form's matrices are too flat to be quick. */
const FLAT = 2.8;
/** What the changes of layout cost for each channel, in multiplications. */
const LAYOUT = 45;

/**
 * Writes a convolution in the blocked layout, if that pays. Two groups may fill blocks better as one,
 * with zeros between them: twice the work is still quicker than flat matrices.
 *
 * @param convolution What to convolve with what.
 * @param lowering Where it is written.
 * @returns Name of the result, [n,groups*k,h',w']; undefined, and nothing written, if it does not pay.
 */
export function inBlocks(convolution: BlockedConvolution, lowering: Lowering): string | undefined {
  const { groups, size: [n], shape: [k, c, r, s] } = convolution;
  const { block } = lowering;
  const [rows, columns] = positionsOf(convolution);
  if (block === 0 || r * s === 1 || n * rows * columns < 32 * 32) return undefined;
  const ordinary = groups * k * c * r * s * (k < block ? FLAT : ORDINARY);
  const apart = groups * costOf([k, c], r * s, lowering);
  const merged = groups === 2 ? costOf([groups * k, groups * c], r * s, lowering) : Infinity;
  if (Math.min(apart, merged) > ordinary) return undefined;
  if (apart < merged) return blockedConvolution(convolution, lowering);
  const filters = mergeGroups(convolution, lowering);
  const shape = [groups * k, groups * c, r, s] as const;
  return blockedConvolution({ ...convolution, filters, groups: 1, shape }, lowering);
}

/** What a group costs in blocks for each position, in multiplications. */
function costOf(
  [k, c]: readonly [number, number],
  taps: number,
  lowering: Lowering,
): number {
  const readAsItIs = c < lowering.block;
  // ONNX Runtime changes the layout of four channels at a time.
  if (k % 4 !== 0 || !readAsItIs && c % 4 !== 0) return Infinity;
  const [outputs, inputs] = wholeBlocks([k, c], lowering);
  return outputs * inputs * taps + LAYOUT * (readAsItIs ? outputs : outputs + inputs);
}

/** The filters of several groups as those of one, with zeros for the other groups' channels. */
function mergeGroups(
  { filters, turned, groups, shape: [outputs, inputs] }: BlockedConvolution,
  { model }: Lowering,
): string {
  const [k, c] = turned ? [inputs, outputs] : [outputs, inputs];
  const repeated = model.node("Concat", Array.from({ length: groups }, () => filters), { axis: 1 });
  const own = (filter: number, channel: number) =>
    Math.floor(filter / k) === Math.floor(channel / c) ? 1 : 0;
  const mask = Float32Array.from(
    { length: groups * k * groups * c },
    (_, i) => own(Math.floor(i / (groups * c)), i % (groups * c)),
  );
  return model.node("Mul", [repeated, model.floats(mask, [groups * k, groups * c, 1, 1])]);
}
