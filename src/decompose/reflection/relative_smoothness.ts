import type { Picture } from "../../image/picture.ts";
import { type CosineTransform, cosineTransform } from "../../image/cosine_transform.ts";

/** Weight of the reflection's smoothness. */
const SMOOTHNESS = 30;
/** Gradients, as a vector over the channels, from which the first round believes in the scene's edge. */
const EDGE = 0.04;
/** Each believes in edges that are weaker by the square root of 2. */
const ROUNDS = 3;

/**
 * Splits a photo into a part with sharp edges and a smooth part, by relative smoothness (Li and Brown
 * 2014, eq. 5): of all T with photo - T smooth, the one that has few gradients,
 *
 *     min over T:  sum of gradients of T that are not 0  +  SMOOTHNESS |Laplacian(photo - T)|^2
 *
 * by half-quadratic splitting: gradients above a threshold stay, the others are set to 0, and the
 * quadratic rest has its solution in cosines, whose waves are its eigenvectors. The mean of each
 * channel, which neither term knows of, stays the photo's.
 *
 * @param photo [c,h,w].
 * @returns T, [c,h,w], not clipped.
 */
export function sharpPart(photo: Picture): Picture {
  const { channels, height, width } = photo;
  const pixels = height * width;
  const transform = cosineTransform(height, width);
  const waves = eigenvalues(height, width);
  const planes = Array.from(
    { length: channels },
    (_, c) => Float64Array.from(photo.data.subarray(c * pixels, (c + 1) * pixels)),
  );
  const spectra = planes.map((plane) => {
    const spectrum = plane.slice();
    transform.forward(spectrum);
    return spectrum;
  });
  let sharp: readonly Float64Array[] = planes;
  for (let round = 0; round < ROUNDS; round++) {
    const beta = 2 ** round / EDGE ** 2;
    const edges = [1, width].map((step) => strong(sharp, { step, width, least: 1 / beta }));
    sharp = spectra.map((spectrum, c) => {
      const sources = divergence(edges.map((gradients) => gradients[c]!), width);
      return solve({ spectrum, sources, waves, beta }, transform);
    });
  }
  const data = new Float32Array(channels * pixels);
  sharp.forEach((plane, c) => data.set(plane, c * pixels));
  return { ...photo, data };
}

/** T of which (SMOOTHNESS L^2 + beta L) T = SMOOTHNESS L^2 photo + beta sources, L the -Laplacian. */
function solve(
  { spectrum, sources, waves, beta }: {
    readonly spectrum: Float64Array;
    readonly sources: Float64Array;
    readonly waves: Float64Array;
    readonly beta: number;
  },
  transform: CosineTransform,
): Float64Array {
  transform.forward(sources);
  const result = spectrum.map((photo, i) => {
    const wave = waves[i] as number;
    if (i === 0) return photo;
    const smooth = SMOOTHNESS * wave ** 2;
    return (smooth * photo + beta * (sources[i] as number)) / (smooth + beta * wave);
  });
  transform.inverse(result);
  return result;
}

/** Differences to the next pixel where their squares add up to more than `least`, elsewhere 0. */
function strong(
  planes: readonly Float64Array[],
  { step, width, least }: { readonly step: number; readonly width: number; readonly least: number },
): readonly Float64Array[] {
  const gradients = planes.map((plane) =>
    plane.map((v, i) => {
      const last = step === 1 ? i % width === width - 1 : i + step >= plane.length;
      return last ? 0 : (plane[i + step] as number) - v;
    })
  );
  const squares = new Float64Array(gradients[0]!.length);
  for (const gradient of gradients) gradient.forEach((v, i) => squares[i]! += v * v);
  return gradients.map((gradient) =>
    gradient.map((v, i) => (squares[i] as number) > least ? v : 0)
  );
}

/** The adjoint of the differences, along both axes. */
function divergence([along, down]: readonly Float64Array[], width: number): Float64Array {
  return along!.map((v, i) =>
    -v - down![i]! + (i % width > 0 ? along![i - 1]! : 0) + (i >= width ? down![i - width]! : 0)
  );
}

/** Of the negative Laplacian with mirrored borders, for each wave. */
function eigenvalues(height: number, width: number): Float64Array {
  const line = (k: number, n: number) => 2 - 2 * Math.cos(Math.PI * k / n);
  return Float64Array.from(
    { length: height * width },
    (_, i) => line(Math.floor(i / width), height) + line(i % width, width),
  );
}
