import { add, slice, sub, type Tensor } from "../graph/mod.ts";
import { differenceNet, type DifferenceNetOptions } from "./difference_net.ts";
import { encoderDecoder, type EncoderDecoderOptions } from "./encoder_decoder.ts";
import type { ParameterSource } from "./parameters.ts";
import { unet, type UNetOptions } from "./unet.ts";

/** A network that separates, as it is written into a file of weights. */
export type NetworkDescription =
  | {
    /** Layers are the photo plus and minus what {@linkcode differenceNet} yields. */
    readonly kind: "difference";
    readonly options: DifferenceNetOptions;
  }
  | { readonly kind: "encoder-decoder"; readonly options: EncoderDecoderOptions }
  | { readonly kind: "unet"; readonly options: UNetOptions };

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
  if (description.kind === "difference") {
    const difference = differenceNet(mixture, description.options, parameters);
    return [add(mixture, difference), sub(mixture, difference)];
  }
  const both = description.kind === "unet"
    ? unet(mixture, description.options, parameters)
    : encoderDecoder(mixture, description.options, parameters);
  const [n = 0, , height = 0, width = 0] = both.shape;
  const layer = (first: number) => slice(both, [0, first, 0, 0], [n, 3, height, width]);
  return [layer(0), layer(3)];
}

/**
 * Tells what the sides of a photo must be multiples of.
 *
 * @param description The network.
 * @returns Pixels.
 */
export function multipleOf(description: NetworkDescription): number {
  const levels = description.options.channels.length;
  switch (description.kind) {
    case "difference":
      return description.options.patch * 2 ** (levels - 1);
    case "encoder-decoder":
      return 2 ** levels;
    case "unet":
      return 2 ** (levels - 1);
  }
}
