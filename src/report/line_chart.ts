import { axisOf, roundNumbers, type Scale } from "./axis.ts";

/** A chart of values over steps. */
export interface LineChart {
  readonly title: string;
  /** Numbers of the steps, rising. */
  readonly steps: readonly number[];
  /** For each curve by its name a value a step. */
  readonly curves: Readonly<Record<string, readonly number[]>>;
  /** How values lie on the vertical axis; on a logarithmic one, values that are not above zero leave gaps. */
  readonly scale: Scale;
}

/** Okabe and Ito's colours, told apart by the colour-blind too; yellow is left out on white. */
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9"];
/** Of a sum, which is drawn beside its terms. */
const TOTAL = "#222222";
const [WIDTH, HEIGHT] = [840, 460];
/** The plot's own rectangle; the legend is to the right of it. */
const PLOT = { left: 72, right: 660, top: 44, bottom: 404 };

/**
 * Draws charts, one below the other.
 *
 * @param charts What to draw.
 * @returns An SVG document.
 */
export function lineCharts(charts: readonly LineChart[]): string {
  const height = HEIGHT * charts.length;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" ` +
    `viewBox="0 0 ${WIDTH} ${height}" font-family="sans-serif" font-size="13" fill="#333333">`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    ...charts.flatMap((chart, i) => [
      ...i > 0 ? [`<g transform="translate(0 ${HEIGHT * i})">`] : [],
      ...draw(chart),
      ...i > 0 ? ["</g>"] : [],
    ]),
    "</svg>\n",
  ].join("\n");
}

function draw({ title, steps, curves, scale }: LineChart): readonly string[] {
  const [first, last] = [steps[0] ?? 0, steps.at(-1) ?? 1];
  const axis = axisOf(Object.values(curves).flat(), scale);
  const x = (step: number) =>
    PLOT.left + (PLOT.right - PLOT.left) * (last > first ? (step - first) / (last - first) : 0.5);
  const y = (place: number) => PLOT.bottom - (PLOT.bottom - PLOT.top) * place;
  const lines = Object.entries(curves).map(([name, values], i) => {
    const colour = name === "total" ? TOTAL : COLOURS[i % COLOURS.length] as string;
    const points = values.map((value, i) => {
      const place = axis.place(value);
      return place === null ? null : [x(steps[i] as number), y(place)];
    });
    return curve(points, colour) + legend(i, colour, points.some(Boolean) ? name : `${name} (0)`);
  });
  return [
    text(PLOT.left, 26, title, 'font-size="15"'),
    ...axis.marks.map((value) => level(y(axis.place(value) ?? 0), String(value))),
    ...roundNumbers(first, last, 6, 1).map((step) => upright(x(step), String(step))),
    text((PLOT.left + PLOT.right) / 2, HEIGHT - 14, "step", 'text-anchor="middle"'),
    ...lines,
  ];
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
