import sharp from "sharp";
import type { Input } from "./input.ts";
import { plainTags, SAMPLES, tiff } from "./tiff.ts";

/** Pictures of one pixel and a few in one direction, and of very many in the other. */
export async function strips(): Promise<readonly Input[]> {
  const sides = [1, 15, 16];
  const sizes = sides.flatMap((side) => [[side, 50_000], [50_000, side]] as const);
  return await Promise.all(
    (["png", "jpeg", "tiff"] as const).flatMap((format) =>
      // One that is wide enough takes seconds: a single one will do.
      sizes.filter(([width, height]) =>
        format === "png" && height > width || Math.min(width, height) < 16
      ).map(
        async ([width, height]): Promise<Input> => {
          const raw = { width, height, channels: 3 } as const;
          const samples = Uint8Array.from({ length: 3 * width * height }, (_, i) => i * 7 % 251);
          return {
            name: `${format} of ${width}x${height}`,
            extension: format,
            bytes: new Uint8Array(await sharp(samples, { raw }).toFormat(format).toBuffer()),
            expected: Math.min(width, height) < 16 ? "refused" : "split",
          };
        },
      )
    ),
  );
}

/** TIFF files with samples that are no whole numbers, or not numbers at all. */
export function numbers(): readonly Input[] {
  const size = { width: 64, height: 48 };
  const count = 3 * size.width * size.height;
  const fills = {
    zeros: 0,
    halves: 0.5,
    NaN,
    infinities: Infinity,
    "minus ones": -1,
    "1e38": 1e38,
  };
  const tiffOf = (name: string, data: Uint8Array, bits: number, format: number): Input => ({
    name: `TIFF of ${name}`,
    extension: "tif",
    bytes: tiff(plainTags({ ...size, bits, format }), data),
  });
  const bytes = (array: Float32Array | Float64Array | Int32Array | Uint32Array) =>
    new Uint8Array(array.buffer);
  return [
    ...Object.entries(fills).flatMap(([name, value]) => [
      tiffOf(`floats, all ${name}`, bytes(new Float32Array(count).fill(value)), 32, SAMPLES.float),
      tiffOf(`doubles, all ${name}`, bytes(new Float64Array(count).fill(value)), 64, SAMPLES.float),
    ]),
    tiffOf(
      "floats, one of them NaN",
      bytes(Float32Array.from({ length: count }, (_, i) => i === 999 ? NaN : i / count)),
      32,
      SAMPLES.float,
    ),
    tiffOf("complex numbers", bytes(new Float32Array(2 * count).fill(NaN)), 64, SAMPLES.complex),
    tiffOf("whole numbers of 32 bits", bytes(new Uint32Array(count).fill(7)), 32, SAMPLES.whole),
    tiffOf("signed numbers of 32 bits", bytes(new Int32Array(count).fill(-7)), 32, SAMPLES.signed),
    tiffOf("samples of 1 bit", new Uint8Array(count / 8), 1, SAMPLES.whole),
    tiffOf("samples of 4 bits", new Uint8Array(count / 2), 4, SAMPLES.whole),
    tiffOf("samples of 12 bits", new Uint8Array(count * 1.5), 12, SAMPLES.whole),
  ];
}
