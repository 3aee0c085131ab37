import type { NetworkDescription } from "../../nn/networks.ts";

/** The networks that can be trained, by name; the first is the default. */
export const NETWORKS: Readonly<Record<string, NetworkDescription>> = {
  // Ours. Of the sizes that were tried none learned more from the same number of mixtures within the
  // first ten thousand, and this one sees the most of them in an hour.
  "difference": {
    kind: "difference",
    options: { patch: 4, channels: [32, 64, 128], down: [1, 2, 6], up: [1, 2] },
  },
  // The report's first model and its second.
  "encoder-decoder": { kind: "encoder-decoder", options: { channels: [32, 64, 128] } },
  "unet": { kind: "unet", options: { channels: [16, 32, 64, 128] } },
};
