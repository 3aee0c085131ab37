import assert from "node:assert/strict";
import { lineCharts } from "../../src/report/line_chart.ts";
import { curvesOf, textsOf } from "./svg.ts";

const LEFT = 72;
const RIGHT = 660;

Deno.test("lineCharts() spreads the steps evenly over the width", () => {
  const svg = lineCharts([{
    title: "x",
    steps: [10, 20, 50],
    curves: { a: [1, 2, 3] },
    scale: "linear",
  }]);
  const [curve] = curvesOf(svg);
  assert.deepEqual(curve?.map(([x]) => x), [LEFT, LEFT + (RIGHT - LEFT) / 4, RIGHT]);
});

Deno.test("lineCharts() on a linear axis draws equal differences as equal", () => {
  const svg = lineCharts([{
    title: "x",
    steps: [1, 2, 3],
    curves: { a: [-3, 0, 3] },
    scale: "linear",
  }]);
  const [a, b, c] = curvesOf(svg)[0]?.map(([, y]) => y) ?? [];
  assert.ok(a && b && c);
  assert.ok(Math.abs((a - b) - (b - c)) < 0.2 && a - c > 300);
});

Deno.test("lineCharts() leaves a gap where a value is not finite", () => {
  const svg = lineCharts([{
    title: "x",
    steps: [1, 2, 3, 4, 5],
    curves: { a: [1, NaN, 2, Infinity, 3] },
    scale: "linear",
  }]);
  assert.equal(curvesOf(svg)[0]?.length, 3);
  assert.match(svg, /d="M[^L"]+M[^L"]+M[^L"]+" fill="none"/, "no line crosses the gaps");
  assert.equal(svg.match(/<circle/g)?.length, 3, "points on their own are dots");
  assert.doesNotMatch(svg, /NaN|Infinity/);
});

Deno.test("lineCharts() gives each curve a colour of its own, and a total the same in every chart", () => {
  const curves = { total: [1, 2], first: [2, 3], second: [3, 4] };
  const colours = (names: readonly (keyof typeof curves)[]) =>
    [
      ...lineCharts([{
        title: "x",
        steps: [1, 2],
        curves: Object.fromEntries(names.map((name) => [name, curves[name]])),
        scale: "log",
      }]).matchAll(/fill="none" stroke="([^"]*)"/g),
    ].map(([, colour]) => colour);
  const [first, total, second] = colours(["first", "total", "second"]);
  assert.equal(new Set([first, total, second]).size, 3);
  assert.deepEqual(colours(["total"]), [total]);
});

Deno.test("lineCharts() puts charts below each other, as high as there are charts", () => {
  const chart = (title: string) => ({
    title,
    steps: [1, 2],
    curves: { a: [1, 2] },
    scale: "linear" as const,
  });
  const svg = lineCharts([chart("one"), chart("<two> & more"), chart("three")]);
  assert.ok(svg.includes('width="840" height="1380"'));
  assert.deepEqual(
    [...svg.matchAll(/translate\(0 (\d+)\)/g)].map(([, y]) => Number(y)),
    [460, 920],
  );
  const titles = textsOf(svg).filter((text) => /one|two|three/.test(text));
  assert.deepEqual(titles, ["one", "&#60;two&#62; &#38; more", "three"]);
});
