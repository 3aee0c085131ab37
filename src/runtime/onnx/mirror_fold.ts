import type { Shape } from "../../graph/mod.ts";
import type { Lowering } from "./lowering.ts";
import { foldAxis, SMALL } from "./mirror_fold_by_axis.ts";

/**
 * Adds the mirrored border of a padded picture to where it was copied from, in the form that is
 * cheapest for its size.
 *
 * @param x Name of the padded picture.
 * @param shape [n,c,h,w] of the picture without its border.
 * @param amount Width of the border.
 * @param lowering Where the operators are written.
 * @returns Name of the folded picture.
 */
export function foldMirror(x: string, shape: Shape, amount: number, lowering: Lowering): string {
  const [, , height = 0, width = 0] = shape;
  // Bands that meet would be added to the same rows at once, which is not safe among threads.
  const apart = Math.min(height, width) > 2 * amount + 1;
  const large = Math.max(height, width) > SMALL;
  if (large && apart && !lowering.gpu && groupOf(width, amount + 1) > 0) {
    return foldInPlace(x, shape, amount, lowering);
  }
  return foldAxis(foldAxis(x, 2, height, amount, lowering), 3, width, amount, lowering);
}

/**
 * For a processor, which begins operators quickly: the border is thin and the picture large, so the
 * picture is moved once, to cut it out, and the border's few values are added in place.
 */
function foldInPlace(x: string, shape: Shape, amount: number, lowering: Lowering): string {
  const [, , height = 0, width = 0] = shape;
  const { model } = lowering;
  const core = lowering.cut(x, [2, amount, amount + height], [3, amount, amount + width]);
  const rows = [0, height + amount].map((from) => mirrored(x, 2, from, amount, lowering));
  const rowBands = foldAxis(model.node("Concat", rows, { axis: 2 }), 3, width, amount, lowering);
  const between = [2, amount, amount + height] as const;
  const pictures = (shape[0] ?? 0) * (shape[1] ?? 0);
  const rowIndices = Array.from(
    { length: pictures },
    (_, p) =>
      [1, height - 1 - amount].flatMap((from) =>
        Array.from({ length: amount }, (_, i) => p * height + from + i)
      ),
  ).flat();
  const withRows = addAt(core, [pictures * height, width], rowIndices, rowBands, lowering);

  // Columns are added in groups that divide a row, which is faster than one number at a time.
  const group = groupOf(width, amount + 1);
  const columns = [
    widened(mirrored(x, 3, 0, amount, lowering, between), 1, group, lowering),
    widened(
      mirrored(x, 3, width + amount, amount, lowering, between),
      group - 1 - amount,
      group,
      lowering,
    ),
  ];
  const columnIndices = Array.from(
    { length: pictures * height },
    (_, row) => [row * (width / group), (row + 1) * (width / group) - 1],
  ).flat();
  const groups = [(pictures * height * width) / group, group];
  const columnBands = model.node("Concat", columns, { axis: 3 });
  return lowering.reshape(addAt(withRows, groups, columnIndices, columnBands, lowering), shape);

  function widened(band: string, before: number, extent: number, { model }: Lowering): string {
    const amounts = [0, 0, 0, before, 0, 0, 0, extent - amount - before];
    return model.node("Pad", [band, model.integers(amounts)]);
  }
}

/** The smallest divisor of an extent that is no less than a minimum, and leaves two groups. */
function groupOf(extent: number, minimum: number): number {
  for (let group = minimum; group <= extent / 2; group++) if (extent % group === 0) return group;
  return 0;
}

/** Adds updates to some entries along the first axis. */
function addAt(
  value: string,
  shape: Shape,
  indices: readonly number[],
  updates: string,
  lowering: Lowering,
): string {
  const { model } = lowering;
  return model.node("ScatterND", [
    lowering.reshape(value, shape),
    model.integers(indices, [indices.length, 1]),
    lowering.reshape(updates, [indices.length, ...shape.slice(1)]),
  ], { reduction: "add" });
}

/** `amount` entries of an axis from `from` on, in reverse; of another axis, what is to be cut out. */
function mirrored(
  x: string,
  axis: number,
  from: number,
  amount: number,
  { model }: Lowering,
  ...cuts: readonly (readonly [axis: number, from: number, to: number])[]
): string {
  const last = from - 1;
  // An end before index 0 is written as far below it, since -1 would mean the last element.
  const end = last < 0 ? -Number.MAX_SAFE_INTEGER : last;
  const at = [
    [from + amount - 1, ...cuts.map(([, from]) => from)],
    [end, ...cuts.map(([, , to]) => to)],
    [axis, ...cuts.map(([axis]) => axis)],
    [-1, ...cuts.map(() => 1)],
  ];
  return model.node("Slice", [x, ...at.map((values) => model.integers(values))]);
}
