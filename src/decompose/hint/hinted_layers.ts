import { layerDifference } from "../layer_difference.ts";
import type { Picture } from "../../image/picture.ts";
import type { Hint } from "../../image/hint.ts";
import { deviation } from "../../metrics/deviation.ts";
import { blur } from "../../metrics/gaussian.ts";
import type { Pair } from "../separator.ts";
import { pointsOf, spreadStrokes } from "./spread_strokes.ts";

/**
 * What a stroke says: the light here is mostly that of its layer, which is brighter than the other by so
 * many standard deviations of the photo, or more.
 */
const BRIGHTER = 1.8;
/** Grain must not decide what a stroke is on: its standard deviation in pixels of 128. */
const GRAIN = 1;

/**
 * Makes two layers of a photo that strokes are right about: those that were found before, brighter or
 * darker around the strokes that they do not fulfil; or, if none were, the photo itself.
 *
 * @param photo A copy of 128 pixels or so, [3,h,w]; what strokes say spreads over all of it.
 * @param found Layers of it, [3,h,w] each, in either order; undefined if nothing is known.
 * @param hint Strokes, of the copy's size.
 * @returns Layers whose mean is the photo, in the order of the strokes; not clipped to [0, 1].
 */
export function hintedLayers(photo: Picture, found: Pair | undefined, hint: Hint): Pair {
  const points = pointsOf(hint);
  const known = found ? inOrder(layerDifference(found).data, hint) : photo.data.map(() => 0);
  const seen = meanOfChannels(blur({ ...photo, data: known }, 2 * GRAIN));
  const least = BRIGHTER * deviation(photo);
  const lacking = points.map(({ index, sign }) =>
    sign * Math.max(0, least - sign * (seen[index] as number))
  );
  const { data } = spreadStrokes(blur(photo, GRAIN), points, lacking);
  const layer = (side: number): Picture => ({
    ...photo,
    data: photo.data.map((v, i) =>
      v + side / 2 * ((known[i] as number) + (data[i % data.length] as number))
    ),
  });
  return [layer(1), layer(-1)];
}

/** A difference of layers, or its negative: the one that more strokes agree with. */
function inOrder(difference: Float32Array, { first, second }: Hint): Float32Array {
  const pixels = first.data.length;
  const agreement = difference.reduce((sum, v, i) => {
    const at = i % pixels;
    return sum + v * ((first.data[at] as number) - (second.data[at] as number));
  }, 0);
  return agreement < 0 ? difference.map((v) => -v) : difference;
}

function meanOfChannels({ data, channels, width, height }: Picture): Float32Array {
  const pixels = width * height;
  const sums = new Float32Array(pixels);
  data.forEach((v, i) => sums[i % pixels]! += v / channels);
  return sums;
}
