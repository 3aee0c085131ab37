import { Buffer } from "node:buffer";

/** The D50 colours of red, green and blue in wide colour spaces, as their profiles have them. */
const PRIMARIES = {
  adobe: [[0.60974, 0.31111, 0.01947], [0.20528, 0.62567, 0.06087], [0.14919, 0.06322, 0.74457]],
  proPhoto: [[0.79767, 0.28804, 0], [0.13519, 0.71188, 0], [0.03134, 0.00009, 0.82491]],
} as const;

/** A tone curve's tag: of samples, or a power. */
export function curveTag(samples: readonly number[]): Buffer {
  const tag = Buffer.alloc(12 + 2 * samples.length);
  tag.write("curv");
  tag.writeUInt32BE(samples.length, 8);
  samples.forEach((v, i) => tag.writeUInt16BE(v, 12 + 2 * i));
  return tag;
}

/** A parametric tone curve's tag. */
export function parametricTag(type: number, parameters: readonly number[]): Buffer {
  const tag = Buffer.alloc(12 + 4 * parameters.length);
  tag.write("para");
  tag.writeUInt16BE(type, 8);
  parameters.forEach((v, i) => tag.writeInt32BE(Math.round(65536 * v), 12 + 4 * i));
  return tag;
}

/** A profile of red, green and blue, with one curve for all. */
export function rgbProfile(
  primaries: keyof typeof PRIMARIES,
  curve: Buffer = curveTag([primaries === "adobe" ? 563 : 461]),
): Buffer {
  const [red, green, blue] = PRIMARIES[primaries].map(xyzTag) as [Buffer, Buffer, Buffer];
  return profile("RGB ", {
    rXYZ: red,
    gXYZ: green,
    bXYZ: blue,
    rTRC: curve,
    gTRC: curve,
    bTRC: curve,
  });
}

/** A profile of grey. */
export function greyProfile(curve: Buffer = curveTag([461])): Buffer {
  return profile("GRAY", { kTRC: curve });
}

/** An ICC profile of a display, version 2.4. */
export function profile(space: string, tags: Readonly<Record<string, Buffer>>): Buffer {
  const description = Buffer.alloc(100);
  description.write("desc");
  description.writeUInt32BE(5, 8);
  description.write("test", 12);
  const text = Buffer.from("text\0\0\0\0none\0\0\0\0", "latin1");
  const white = xyzTag([0.9642, 1, 0.82491]);
  const all = Object.entries({ desc: description, cprt: text, wtpt: white, ...tags });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(0x02400000, 8);
  header.write("mntr" + space + "XYZ ", 12, "latin1");
  header.write("acsp", 36);
  [0.9642, 1, 0.82491].forEach((v, i) => header.writeInt32BE(Math.round(v * 65536), 68 + 4 * i));
  const table = Buffer.alloc(4 + 12 * all.length);
  table.writeUInt32BE(all.length);
  const bodies: Buffer[] = [];
  let at = header.length + table.length;
  for (const [i, [name, tag]] of all.entries()) {
    table.write(name, 4 + 12 * i);
    table.writeUInt32BE(at, 8 + 12 * i);
    table.writeUInt32BE(tag.length, 12 + 12 * i);
    bodies.push(Buffer.concat([tag], Math.ceil(tag.length / 4) * 4));
    at += bodies[i]!.length;
  }
  header.writeUInt32BE(at);
  return Buffer.concat([header, table, ...bodies]);
}

function xyzTag(xyz: readonly number[]): Buffer {
  const tag = Buffer.alloc(20);
  tag.write("XYZ ");
  xyz.forEach((v, i) => tag.writeInt32BE(Math.round(v * 65536), 8 + 4 * i));
  return tag;
}
