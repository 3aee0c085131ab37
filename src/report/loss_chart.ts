import type { Report } from "../decompose/types.ts";
import { lineCharts } from "./line_chart.ts";

/**
 * Draws each loss term over the steps, on a logarithmic axis. Where a term is not above zero its curve
 * has a gap.
 *
 * @param losses The losses of a report.
 * @returns The chart, an SVG document.
 */
export function lossChart({ steps, terms }: Report["losses"]): string {
  const title = "Loss terms over the steps of the fit";
  return lineCharts([{ title, steps, curves: terms, scale: "log" }]);
}
