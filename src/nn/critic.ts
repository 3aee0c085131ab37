import { leakyRelu, type Tensor } from "../graph/mod.ts";
import { convolution, normaliseEach } from "./layers.ts";
import type { ParameterSource } from "./parameters.ts";

const SLOPE = 0.2;

/**
 * A critic that judges patches (Isola et al. 2017, "PatchGAN"): each of its outputs says of a part of
 * the picture how real it looks.
 *
 * @param x What is judged, [n,c,h,w]: a layer behind its mixture, or two layers.
 * @param channels Channels of each level; each halves the picture.
 * @param parameters Where the weights are declared.
 * @returns Logits, [n,1,h/2^levels,w/2^levels], rounded up: above 0 for real.
 */
export function critic(
  x: Tensor,
  channels: readonly number[],
  parameters: ParameterSource,
): Tensor {
  let y = x;
  for (const [depth, count] of channels.entries()) {
    // The first level sees colours as they are; a normalisation would take an offset away again.
    const normal = depth > 0;
    const settings = { channels: count, filter: 3, stride: 2, offset: !normal };
    const halved = convolution(y, { ...settings, padding: "zero" }, parameters);
    y = leakyRelu(normal ? normaliseEach(halved, parameters) : halved, SLOPE);
  }
  return convolution(y, { channels: 1, filter: 3, padding: "zero" }, parameters);
}
