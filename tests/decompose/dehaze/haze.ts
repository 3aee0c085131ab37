import type { Picture } from "../../../src/image/picture.ts";

/** Airlight, and transmission at a place from 0 to 1 across and down. */
export interface Haziness {
  readonly airlight: readonly number[];
  readonly transmission: (x: number, y: number) => number;
}

/** Haze such as there is: thicker upwards, to a side, in banks with the distance, even. */
export const HAZES: Readonly<Record<string, Haziness>> = {
  ramp: { airlight: [0.9, 0.92, 0.95], transmission: (_, y) => 0.25 + 0.65 * y },
  side: { airlight: [0.8, 0.82, 0.83], transmission: (x) => 0.9 - 0.5 * x },
  banks: {
    airlight: [0.97, 0.94, 0.9],
    transmission: (x, y) =>
      Math.exp(-0.1 - 1.2 * (0.5 + 0.25 * Math.sin(3 * x + 1) + 0.25 * Math.cos(4 * y))),
  },
  even: { airlight: [0.9, 0.92, 0.95], transmission: () => 0.5 },
};

/**
 * Draws haze over a scene: t * scene + (1 - t) * airlight, rounded to 8 bits.
 *
 * @param scene [3,h,w] in [0, 1].
 * @param haze Which.
 * @returns The photo, and its transmission [1,h,w].
 */
export function addHaze(
  scene: Picture,
  { airlight, transmission }: Haziness,
): { readonly photo: Picture; readonly transmission: Picture } {
  const { width, height } = scene;
  const pixels = width * height;
  const share = Float32Array.from(
    { length: pixels },
    (_, i) => transmission(i % width / (width - 1), Math.floor(i / width) / (height - 1)),
  );
  const data = scene.data.map((v, i) => {
    const t = share[i % pixels] as number;
    return Math.round((t * v + (1 - t) * (airlight[Math.floor(i / pixels)] as number)) * 255) / 255;
  });
  return {
    photo: { ...scene, data },
    transmission: { data: share, channels: 1, height, width },
  };
}
