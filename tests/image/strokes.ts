import type { Hint } from "../../src/image/hint.ts";
import type { Picture } from "../../src/image/picture.ts";
import { image } from "./files.ts";

/** A mask of what is painted, pixel by pixel. */
export function strokes(
  width: number,
  height: number,
  painted: (x: number, y: number) => boolean,
): Picture {
  const data = Float32Array.from(
    { length: height * width },
    (_, i) => painted(i % width, Math.floor(i / width)) ? 1 : 0,
  );
  return { data, channels: 1, height, width };
}

/** A hint as a painter saves it: red and blue on nothing. */
export async function hintFile({ first, second }: Hint): Promise<Uint8Array> {
  const sample = (i: number) => {
    const [red, blue] = [first, second].map(({ data }) => data[Math.floor(i / 4)] as number) as [
      number,
      number,
    ];
    return 255 * ([red, 0, blue, Math.max(red, blue)][i % 4] as number);
  };
  return await image(first.width, first.height, 4, sample).png().toBuffer();
}
