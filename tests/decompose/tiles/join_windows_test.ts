import assert from "node:assert/strict";
import { WindowJoin } from "../../../src/decompose/tiles/join_windows.ts";
import { coverWithWindows } from "../../../src/decompose/tiles/windows.ts";
import { cropPicture } from "../../../src/image/pad_picture.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { noise, picture } from "../../metrics/pictures.ts";
import { seamRatio } from "./seams.ts";

/** Solves linear equations by elimination with pivots, in double precision. */
function solve(matrix: number[][], right: number[]): number[] {
  const rows = matrix.map((row, i) => [...row, right[i]!]);
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.slice(k).reduce((best, row) =>
      Math.abs(row[k]!) > Math.abs(best[k]!) ? row : best
    );
    rows.splice(rows.indexOf(pivot), 1);
    rows.splice(k, 0, pivot);
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[k]! / pivot[k]!;
      for (let j = k; j < row.length; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  return rows.map((row, k) => row.at(-1)! / row[k]!);
}

Deno.test("WindowJoin is the least-squares solution, as dense equations in double precision have it", () => {
  const [width, height, side] = [11, 7, 6];
  const grid = coverWithWindows({ width, height }, side);
  const found = grid.windows.map((_, i) => noise(side, side, i + 1));
  const join = new WindowJoin({ width, height }, grid);
  found.forEach((one, i) => join.add(i, one));
  const joined = join.solve();

  // Residuals, one a row: sqrt(lambda) (u - mean value) of each pixel, difference - mean difference of
  // each gap; the means over all windows, weighted by half sines, squared.
  const lambda = (2 * Math.PI / (2 * side)) ** 2;
  const hill = (i: number, count: number) => Math.sin(Math.PI * (i + 0.5) / count) ** 2;
  const pixels = width * height;
  for (let c = 0; c < 3; c++) {
    const equations = Array.from({ length: pixels }, () => new Array<number>(pixels).fill(0));
    const right = new Array<number>(pixels).fill(0);
    const add = (terms: readonly (readonly [number, number])[], goal: number, weight: number) => {
      for (const [i, a] of terms) {
        right[i]! += weight * a * goal;
        for (const [j, b] of terms) equations[i]![j]! += weight * a * b;
      }
    };
    for (let y = 0; y < height; y++) {
      for (let x = 0; x < width; x++) {
        const mean = (across: number, down: number) => {
          let [sum, weights] = [0, 0];
          grid.windows.forEach(({ left, top }, i) => {
            const at = (dx: number, dy: number) =>
              found[i]!.data[(c * side + y + dy - top) * side + x + dx - left]!;
            const inside = x >= left && y >= top && x + across < left + side &&
              y + down < top + side;
            if (!inside) return;
            const weight = hill(x - left, side - across) * hill(y - top, side - down);
            sum += weight * (across || down ? at(across, down) - at(0, 0) : at(0, 0));
            weights += weight;
          });
          return sum / weights;
        };
        const i = y * width + x;
        add([[i, 1]], mean(0, 0), lambda);
        if (x + 1 < width) add([[i, -1], [i + 1, 1]], mean(1, 0), 1);
        if (y + 1 < height) add([[i, -1], [i + width, 1]], mean(0, 1), 1);
      }
    }
    solve(equations, right).forEach((v, i) => {
      assert.ok(Math.abs(v - joined.data[c * pixels + i]!) < 1e-5);
    });
  }
});

const PHOTO = { width: 100, height: 75 };
const GRID = coverWithWindows(PHOTO, 32);

/** Joins parts of a picture, each made different. */
function joinParts(whole: Picture, change: (part: Picture, i: number) => Picture): Picture {
  const join = new WindowJoin(whole, GRID);
  GRID.windows.forEach((window, i) => join.add(i, change(cropPicture(whole, window), i)));
  return join.solve();
}

Deno.test("WindowJoin of a picture's own parts is the picture", () => {
  const whole = noise(PHOTO.width, PHOTO.height, 3);
  joinParts(whole, (part) => part).data.forEach((v, i) => {
    assert.ok(Math.abs(v - whole.data[i]!) < 1e-5);
  });
});

Deno.test("WindowJoin leaves no seam between windows that are not equally bright", () => {
  const wave = picture(PHOTO.width, PHOTO.height, (x, y) => Math.sin(x / 3) * Math.cos(y / 4) / 2);
  const lighter = (part: Picture, i: number) => ({
    ...part,
    data: part.data.map((v) => v + [0.5, -0.5, 0.2][i % 3]!),
  });
  const own = seamRatio(wave, GRID);
  const joined = seamRatio(joinParts(wave, lighter), GRID);
  assert.ok(Math.abs(joined / own - 1) < 0.05, `${joined} beside ${own}`);
  const pasted = { ...wave, data: wave.data.slice() };
  GRID.windows.forEach(({ left, top }, i) => {
    const { data } = lighter(cropPicture(wave, GRID.windows[i]!), i);
    for (let line = 0; line < 3 * 32; line++) {
      const [c, y] = [Math.floor(line / 32), line % 32];
      const row = data.subarray(line * 32, (line + 1) * 32);
      pasted.data.set(row, (c * PHOTO.height + top + y) * PHOTO.width + left);
    }
  });
  assert.ok(seamRatio(pasted, GRID) > 2);
});

Deno.test("WindowJoin.add() with factor -1 takes away what was added; solve() leaves the sums as they are", () => {
  const whole = noise(PHOTO.width, PHOTO.height, 4);
  const join = new WindowJoin(whole, GRID);
  GRID.windows.forEach((window, i) => {
    const wrong = noise(32, 32, i);
    join.add(i, wrong);
    join.add(i, wrong, -1);
    join.add(i, cropPicture(whole, window));
  });
  const joined = join.solve();
  joined.data.forEach((v, i) => assert.ok(Math.abs(v - whole.data[i]!) < 1e-5));
  assert.deepEqual(join.solve(), joined);
  assert.deepEqual(join.finish(), joined);
});
