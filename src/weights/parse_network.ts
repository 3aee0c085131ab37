import type { NetworkDescription } from "../nn/networks.ts";

/** Levels at most: each halves the photo, whose sides are padded to multiples of all of it. */
const LEVELS = 8;
/** The most that any count in a description may be. */
const MOST = 4096;
const LARGEST_PATCH = 32;

/**
 * Reads the description of a network out of a file, which may be damaged or of a later version.
 *
 * @param text JSON.
 * @returns The description; undefined if it is none that can be built.
 */
export function parseNetwork(text: string): NetworkDescription | undefined {
  let network: NetworkDescription | null;
  try {
    network = JSON.parse(text);
  } catch {
    return undefined;
  }
  const { kind, options } = network ?? {};
  if (!network || !areCounts(options?.channels, 1)) return undefined;
  const levels = network.options.channels.length;
  if (levels < 1 || levels > LEVELS) return undefined;
  if (kind === "unet" || kind === "encoder-decoder") return network;
  if (network.kind !== "difference") return undefined;
  const { patch, down, up } = network.options;
  return areCounts([patch], 1) && patch <= LARGEST_PATCH && areCounts(down, 0) && areCounts(up, 0)
    ? network
    : undefined;
}

function areCounts(value: unknown, least: number): boolean {
  return Array.isArray(value) &&
    value.every((v) => Number.isInteger(v) && v >= least && v <= MOST);
}
