import type { Report } from "../decompose/types.ts";

/** Okabe and Ito's colours, told apart by the colour-blind too; yellow is left out on white. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
const TOTAL = "#222222";
const [WIDTH, HEIGHT] = [840, 460];
/** The plot's own rectangle; the legend is to the right of it. */
const PLOT = { left: 72, right: 660, top: 44, bottom: 404 };

type Scale = (value: number) => number;

/**
 * Draws each loss term over the steps, on a logarithmic axis. Where a term is not above zero its curve
 * has a gap.
 *
 * @param losses The losses of a report.
 * @returns The chart, an SVG document.
 */
export function lossChart({ steps, terms }: Report["losses"]): string {
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const decades = spannedDecades(Object.values(terms).flat());
  const [low, high] = [decades[0] as number, decades.at(-1) as number];
  const x: Scale = (step) =>
    PLOT.left + (PLOT.right - PLOT.left) * (last > first ? (step - first) / (last - first) : 0.5);
  const y: Scale = (value) =>
    PLOT.bottom - (PLOT.bottom - PLOT.top) * (Math.log10(value) - low) / (high - low);
  const curves = Object.entries(terms).map(([name, values], i) => {
    const colour = name === "total" ? TOTAL : COLOURS[i % COLOURS.length] as string;
    const points = values.map((value, i) => value > 0 ? [x(steps[i] as number), y(value)] : null);
    return curve(points, colour) + legend(i, colour, points.some(Boolean) ? name : `${name} (0)`);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" ` +
    `viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="13" fill="#333333">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(PLOT.left, 26, "Loss terms over the steps of the fit", 'font-size="15"'),
    ...decades.filter((power) => (high - power) % Math.ceil(decades.length / 10) === 0)
      .map((power) => Number(`1e${power}`))
      .map((value) => level(y(value), String(value))),
    ...roundSteps(first, last).map((step) => upright(x(step), String(step))),
    text((PLOT.left + PLOT.right) / 2, HEIGHT - 14, "step", 'text-anchor="middle"'),
    ...curves,
    "</svg>\n",
  ].join("\n");
}

/** The powers of ten that enclose all positive values, two at least. */
function spannedDecades(values: readonly number[]): readonly number[] {
  const logs = values.filter((value) => value > 0).map(Math.log10);
  const low = Math.floor(logs.reduce((a, b) => Math.min(a, b), logs[0] ?? 0));
  const high = Math.max(low + 1, Math.ceil(logs.reduce((a, b) => Math.max(a, b), logs[0] ?? 0)));
  return Array.from({ length: high - low + 1 }, (_, i) => low + i);
}

/** About six round numbers from the first step to the last. */
function roundSteps(first: number, last: number): readonly number[] {
  if (first === last) return [first];
  const rough = (last - first) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const apart = Math.max(1, power * ([1, 2, 5].find((m) => m * power >= rough) ?? 10));
  const begin = Math.ceil(first / apart);
  return Array.from(
    { length: Math.floor(last / apart) - begin + 1 },
    (_, i) => (begin + i) * apart,
  );
}

/** A curve through the points, broken at the gaps; a point with no neighbour becomes a dot. */
function curve(points: readonly (readonly number[] | null)[], colour: string): string {
  let path = "";
  const dots: string[] = [];
  points.forEach((point, i) => {
    if (!point) return;
    const [px, py] = point.map((v) => v.toFixed(1));
    path += `${points[i - 1] ? "L" : "M"}${px} ${py}`;
    if (!points[i - 1] && !points[i + 1]) {
      dots.push(`<circle cx="${px}" cy="${py}" r="4" fill="${colour}"/>`);
    }
  });
  return `<path d="${path}" fill="none" stroke="${colour}" stroke-width="1.5"/>${dots.join("")}`;
}

function legend(row: number, colour: string, name: string): string {
  const [left, middle] = [PLOT.right + 20, PLOT.top + 12 + 24 * row];
  return `<path d="M${left} ${middle}h24" stroke="${colour}" stroke-width="3"/>` +
    text(left + 32, middle + 4, name);
}

function level(y: number, label: string): string {
  return `<path d="M${PLOT.left} ${y.toFixed(1)}H${PLOT.right}" stroke="#dddddd"/>` +
    text(PLOT.left - 10, y + 4, label, 'text-anchor="end"');
}

function upright(x: number, label: string): string {
  return `<path d="M${x.toFixed(1)} ${PLOT.bottom}v6" stroke="#888888"/>` +
    text(x, PLOT.bottom + 22, label, 'text-anchor="middle"');
}

function text(x: number, y: number, content: string, attributes = ""): string {
  const escaped = content.replace(/[&<>]/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${attributes}>${escaped}</text>`;
}
