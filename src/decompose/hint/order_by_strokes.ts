import type { Hint } from "../../image/hint.ts";
import type { Picture } from "../../image/picture.ts";
import type { FittedLayers } from "../answer.ts";

/**
 * Puts two layers in the order that strokes ask for: where layer 1 is said to be seen, it should be the
 * brighter one.
 *
 * @param answer Layers in any order, and the share of the first.
 * @param hint Strokes, of their size; undefined if there are none.
 * @returns The same, or the layers exchanged, and the mask with them.
 */
export function orderByStrokes<Answer extends FittedLayers>(
  answer: Answer,
  hint: Hint | undefined,
): Answer {
  if (!hint) return answer;
  const { layers: [a, b], mask } = answer;
  const pixels = mask.data.length;
  const agreement = a.data.reduce((sum, v, i) => {
    const stroke = at(hint.first, i % pixels) - at(hint.second, i % pixels);
    return sum + stroke * (v - at(b, i));
  }, 0);
  if (agreement >= 0) return answer;
  const exchanged = { ...mask, data: mask.data.map((share) => 1 - share) };
  return { ...answer, layers: [b, a], mask: exchanged };
}

function at(picture: Picture, index: number): number {
  return picture.data[index] as number;
}
