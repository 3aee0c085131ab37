import type { NetworkDescription } from "../../nn/networks.ts";

/** The networks that can be trained, by name. */
export const NETWORKS: Readonly<Record<string, NetworkDescription>> = {
  difference: {
    kind: "difference",
    options: { patch: 4, channels: [32, 64, 128], down: [1, 2, 6], up: [1, 2] },
  },
};
