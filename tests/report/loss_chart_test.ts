import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import sharp from "sharp";
import { lossChart } from "../../src/report/loss_chart.ts";

/** The points of the curve of the n-th term. */
function curve(svg: string, n: number): readonly (readonly [number, number])[] {
  const curves = [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)];
  const points = curves[n]?.[1]?.matchAll(/[ML]([\d.]+) ([\d.]+)/g) ?? [];
  return [...points].map(([, x, y]) => [Number(x), Number(y)]);
}

Deno.test("lossChart() is a picture", async () => {
  const svg = lossChart({ steps: [1, 2, 3], terms: { total: [1, 0.1, 0.05] } });
  const { format, width, height } = await sharp(Buffer.from(svg)).metadata();
  assert.deepEqual([format, width, height], ["svg", 840, 460]);
});

Deno.test("lossChart() is even in time, and drops as far for each tenth", () => {
  const [a, b, c] = curve(lossChart({ steps: [1, 5, 9], terms: { x: [1, 0.1, 0.01] } }), 0);
  assert.ok(a && b && c);
  assert.ok(Math.abs((b[0] - a[0]) - (c[0] - b[0])) < 0.2);
  assert.ok(Math.abs((b[1] - a[1]) - (c[1] - b[1])) < 0.2);
  assert.ok(b[1] > a[1] + 100, "a smaller loss is lower in the picture");
});

Deno.test("lossChart() has a curve and a name for each term", () => {
  const svg = lossChart({ steps: [1, 2], terms: { exclusion: [1, 2], "a<b&c": [3, 4] } });
  assert.equal(curve(svg, 0).length, 2);
  assert.equal(curve(svg, 1).length, 2);
  assert.ok(svg.includes(">exclusion</text>"));
  assert.ok(svg.includes(">a&#60;b&#38;c</text>"));
});

Deno.test("lossChart() leaves a gap where a term is zero, and says so of one that always is", () => {
  const svg = lossChart({
    steps: [1, 2, 3, 4],
    terms: { x: [1, 0, 0.5, 0.4], none: [0, 0, 0, 0] },
  });
  assert.equal(curve(svg, 0).length, 3);
  assert.equal(svg.match(/<circle/g)?.length, 1, "the point before the gap stands alone");
  assert.equal(curve(svg, 1).length, 0);
  assert.ok(svg.includes(">none (0)</text>"));
  assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
});

for (
  const [what, losses] of [
    ["a single step", { steps: [1], terms: { total: [0.5] } }],
    ["a single step at zero", { steps: [1], terms: { total: [0] } }],
    ["a constant", { steps: [1, 2], terms: { total: [1, 1] } }],
    ["no step", { steps: [], terms: {} }],
    ["a loss over forty decades", { steps: [1, 2], terms: { total: [1e-30, 1e10] } }],
  ] as const
) {
  Deno.test(`lossChart() draws ${what}`, async () => {
    const svg = lossChart(losses);
    assert.doesNotMatch(svg, /NaN|Infinity|undefined/);
    assert.ok((svg.match(/text-anchor="end"/g)?.length ?? 0) <= 11, "levels do not overlap");
    await sharp(Buffer.from(svg)).png().toBuffer();
  });
}
