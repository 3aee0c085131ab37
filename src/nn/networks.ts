import { add, sub, type Tensor } from "../graph/mod.ts";
import { differenceNet, type DifferenceNetOptions } from "./difference_net.ts";
import type { ParameterSource } from "./parameters.ts";

/** A network that separates, as it is written into a file of weights. */
export type NetworkDescription = {
  /** Layers are the photo plus and minus what {@linkcode differenceNet} yields. */
  readonly kind: "difference";
  readonly options: DifferenceNetOptions;
};

/**
 * Builds a network that separates.
 *
 * @param description Which, and how large.
 * @param mixture [n,3,h,w] in [0, 1].
 * @param parameters Where its weights are declared.
 * @returns Two layers, [n,3,h,w], nominally in [0, 1].
 */
export function buildNetwork(
  description: NetworkDescription,
  mixture: Tensor,
  parameters: ParameterSource,
): readonly [Tensor, Tensor] {
  const difference = differenceNet(mixture, description.options, parameters);
  return [add(mixture, difference), sub(mixture, difference)];
}

/**
 * Tells what the sides of a photo must be multiples of.
 *
 * @param description The network.
 * @returns Pixels.
 */
export function multipleOf({ options: { patch, channels } }: NetworkDescription): number {
  return patch * 2 ** (channels.length - 1);
}
