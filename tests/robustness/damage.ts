import type { Random } from "../../src/random.ts";
import { edited, type Input, joined } from "./input.ts";
import type { Original } from "./originals.ts";

/**
 * Damages a file at random: cuts it, flips bits, and replaces, removes or repeats parts of it.
 *
 * @param original The file.
 * @param random What tells where.
 */
export function damage(
  { name, bytes, extension }: Original,
  random: Random,
): readonly Input[] {
  const { length } = bytes;
  const make = (what: string, damaged: Uint8Array, expected?: "refused"): Input => ({
    name: `${name}, ${what}`,
    bytes: damaged,
    extension,
    ...expected && { expected },
  });
  // So short a file has no picture in it, whatever its kind.
  const cuts = [1, 3, 12, 30].map((at) => make(`cut at ${at}`, bytes.subarray(0, at), "refused"));
  for (const share of [0.1, 0.5, 0.9]) {
    const at = Math.min(length - 1, 31 + random.integer(Math.round(share * length)));
    cuts.push(make(`cut at ${at} of ${length}`, bytes.subarray(0, at)));
  }
  cuts.push(make("cut before its last byte", bytes.subarray(0, length - 1)));
  const flips = [[1, 64], [1, length], [3, length], [40, length]] as const;
  const place = () => 4 + random.integer(length - 4);
  const [from, size] = [place(), 1 + random.integer(64)];
  return [
    ...cuts,
    ...flips.map(([count, within]) =>
      make(`${count} bits flipped in ${within} bytes`, flipped(bytes, count, within, random))
    ),
    make(`zeros at ${from}`, edited(bytes, (copy) => copy.fill(0, from, from + size))),
    make(`ones at ${from}`, edited(bytes, (copy) => copy.fill(255, from, from + size))),
    make(
      `without ${size} at ${from}`,
      joined(bytes.subarray(0, from), bytes.subarray(from + size)),
    ),
    make(
      `with noise at ${from}`,
      joined(bytes.subarray(0, from), noise(size, random), bytes.subarray(from)),
    ),
    make("twice", joined(bytes, bytes)),
  ];
}

/** Random bytes. */
export function noise(size: number, random: Random): Uint8Array {
  return Uint8Array.from({ length: size }, () => random.integer(256));
}

function flipped(bytes: Uint8Array, count: number, within: number, random: Random): Uint8Array {
  return edited(bytes, (copy) => {
    for (let i = 0; i < count; i++) {
      const at = random.integer(Math.min(within, copy.length));
      copy[at] = copy[at] as number ^ (1 << random.integer(8));
    }
  });
}
