import { Buffer } from "node:buffer";
import {
  type CurveParameters,
  parametricCurve,
  sampledCurve,
  type ToneCurve,
} from "./tone_curve.ts";

/** What a photo's colour profile says that matters for work in the photo's own values. */
export interface IccProfile {
  /** Whether the values that it describes are red, green and blue, or grey. */
  readonly channels: 3 | 1;
  /** A curve for each channel; undefined if they have no inverse, or the profile is a table. */
  readonly curves: readonly ToneCurve[] | undefined;
}

/** The curves' tags, by the signature of the profile's colour space. */
const CURVES: Readonly<Record<string, readonly string[]>> = {
  "RGB ": ["rTRC", "gTRC", "bTRC"],
  "GRAY": ["kTRC"],
};

/** Which coefficients a parametric curve has, by its type. Type 2 is not in use. */
const PARAMETERS: Readonly<Record<number, string>> = { 0: "g", 1: "gab", 3: "gabcd", 4: "gabcdef" };

/**
 * Reads an ICC profile (ICC.1:2022).
 *
 * @param bytes The profile.
 * @returns What it says; undefined if it is damaged, or speaks of other values, such as CMYK.
 */
export function parseIccProfile(bytes: Uint8Array): IccProfile | undefined {
  try {
    const profile = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const names = CURVES[profile.toString("latin1", 16, 20)];
    if (!names || profile.toString("latin1", 36, 40) !== "acsp") return undefined;
    const tags = readTags(profile);
    const curves = names.map((name) => readCurve(tags.get(name)));
    const whole = curves.every((curve) => curve !== undefined);
    return { channels: names.length === 3 ? 3 : 1, curves: whole ? curves : undefined };
  } catch (error) {
    // Cut short: an offset points past the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readTags(profile: Buffer): ReadonlyMap<string, Buffer> {
  const tags = new Map<string, Buffer>();
  const count = profile.readUInt32BE(128);
  for (let at = 132; at < 132 + 12 * count; at += 12) {
    const [start, size] = [profile.readUInt32BE(at + 4), profile.readUInt32BE(at + 8)];
    tags.set(profile.toString("latin1", at, at + 4), profile.subarray(start, start + size));
  }
  return tags;
}

function readCurve(tag: Buffer | undefined): ToneCurve | undefined {
  const type = tag?.toString("latin1", 0, 4);
  if (!tag || type !== "curv" && type !== "para") return undefined;
  if (type === "para") {
    const names = PARAMETERS[tag.readUInt16BE(8)] ?? "";
    const given = [...names].map((name, i) => [name, tag.readInt32BE(12 + 4 * i) / 65536]);
    return power(Object.fromEntries(given));
  }
  const count = tag.readUInt32BE(8);
  const sample = (i: number) => tag.readUInt16BE(12 + 2 * i);
  if (count === 0) return power({ g: 1 });
  if (count === 1) return power({ g: sample(0) / 256 });
  if (12 + 2 * count > tag.length) return undefined;
  return sampledCurve(Float64Array.from({ length: count }, (_, i) => sample(i) / 65535));
}

function power({ g = 0, a = 1, b = 0, d = -b / a, e = 0 }: Partial<CurveParameters>) {
  return parametricCurve({ g, a, b, d, e });
}
