import { numberOf, type Tensor } from "../../graph/mod.ts";
import type { Kernel } from "./lowering.ts";

/**
 * Batch normalisation is one ONNX operator, which also yields the statistics that the way back needs:
 * they are shared, not computed again.
 */
export const NORMALISATION_KERNELS: Readonly<Record<string, Kernel>> = {
  batchNorm: (node, [x = "", gamma = "", beta = ""], lowering) => {
    const { model } = lowering;
    const channels = (node.inputs[1] as Tensor).size;
    const zeros = model.floats(new Float32Array(channels), [channels]);
    // With momentum 0 the running statistics that come out are those of this batch.
    const [y = "", mean = "", variance = ""] = model.nodeWithOutputs(
      "BatchNormalization",
      [x, gamma, beta, zeros, zeros],
      3,
      {
        training_mode: 1,
        momentum: { float: 0 },
        epsilon: { float: numberOf(node, "epsilon") },
      },
    );
    const perChannel = [1, channels, 1, 1];
    lowering.share(`mean ${x}`, () => lowering.reshape(mean, perChannel));
    lowering.share(`variance ${x}`, () => lowering.reshape(variance, perChannel));
    return y;
  },
  channelMean: (_node, [x = ""], lowering) =>
    lowering.share(`mean ${x}`, () => meanOf(x, lowering)),
  channelVariance: (_node, [x = ""], lowering) =>
    lowering.share(`variance ${x}`, () => {
      const mean = lowering.share(`mean ${x}`, () => meanOf(x, lowering));
      const deviation = lowering.model.node("Sub", [x, mean]);
      return meanOf(lowering.model.node("Mul", [deviation, deviation]), lowering);
    }),
};

function meanOf(x: string, { model }: Parameters<Kernel>[2]): string {
  return model.node("ReduceMean", [x], { axes: [0, 2, 3] });
}
