import { type BlockedConvolution, blockedConvolution, wholeBlocks } from "./blocked_convolution.ts";
import type { Lowering } from "./lowering.ts";

/** What a multiplication costs in the ordinary layout, in such of the blocked one. */
const ORDINARY = 1.6;
/** The same where there are few channels: the ordinary form's matrices are too flat to be quick. */
const FLAT = 2.8;
/** What the changes of layout cost for each channel, in multiplications. */
const LAYOUT = 45;

/**
 * Writes a convolution of stride 1 in the blocked layout, if that pays. Two groups may fill blocks
 * better as one, with zeros between them: twice the work is still quicker than flat matrices.
 *
 * @param convolution What to convolve with what.
 * @param lowering Where it is written.
 * @returns Name of the result, [n,groups*k,h',w']; undefined, and nothing written, if it does not pay.
 */
export function inBlocks(convolution: BlockedConvolution, lowering: Lowering): string | undefined {
  const { groups, size: [n, h, w], pads: [top, left], shape: [k, c, r, s] } = convolution;
  const positions = n * (h + 2 * top - r + 1) * (w + 2 * left - s + 1);
  if (lowering.block === 0 || r * s === 1 || positions < 32 * 32) return undefined;
  if (k % 4 !== 0 || c % 4 !== 0) return undefined;
  const flat = Math.min(k, c) < lowering.block;
  const ordinary = groups * k * c * r * s * (flat ? FLAT : ORDINARY);
  const cost = (count: number, [outputs, inputs]: readonly [number, number]) =>
    count * (outputs * inputs * r * s + LAYOUT * (outputs + inputs));
  const apart = cost(groups, wholeBlocks([k, c], lowering));
  const merged = groups === 2 ? cost(1, wholeBlocks([groups * k, groups * c], lowering)) : Infinity;
  if (Math.min(apart, merged) > ordinary) return undefined;
  if (apart < merged) return blockedConvolution(convolution, lowering);
  const filters = mergeGroups(convolution, lowering);
  const shape = [groups * k, groups * c, r, s] as const;
  return blockedConvolution({ ...convolution, filters, groups: 1, shape }, lowering);
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
