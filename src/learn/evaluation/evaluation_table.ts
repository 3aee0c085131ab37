import type { EvaluateResult } from "./evaluate.ts";

/** The metrics with their digits, and what people call them. */
const COLUMNS = [
  ["psnr", "PSNR dB", 2],
  ["ssim", "SSIM", 3],
  ["siSdr", "SI-SDR dB", 2],
  ["detail", "detail dB", 2],
] as const;

/**
 * Writes what an evaluation found as a table for people: the mean of each metric, what it is above
 * the copy's, and the quartiles of the PSNR.
 *
 * @param result What was found.
 * @returns Lines of text.
 */
export function evaluationTable({ count, methods }: EvaluateResult): string {
  const { copy } = methods;
  const rows = Object.entries(methods).map(([name, result]) => {
    const cells = COLUMNS.map(([metric, , digits]) => {
      const value = result[metric].mean.toFixed(digits);
      if (!copy || result === copy) return value;
      const gain = result[metric].mean - copy[metric].mean;
      return `${value} (${gain < 0 ? "" : "+"}${gain.toFixed(digits)})`;
    });
    const { q1, median, q3 } = result.psnr;
    const quartiles = [q1, median, q3].map((v) => v.toFixed(2)).join(" ");
    return [name, ...cells, quartiles, result.secondsPerPhoto.toFixed(2)];
  });
  const titles = COLUMNS.map(([, title]) => title);
  const table = [["", ...titles, "PSNR quartiles", "s a photo"], ...rows];
  const widths = table[0]?.map((_, i) => Math.max(...table.map((row) => row[i]?.length ?? 0))) ??
    [];
  const lines = table.map((row) =>
    row.map((cell, i) => i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))
      .join("  ").trimEnd()
  );
  const beside = copy ? "; in brackets, what is above the copy" : "";
  return [`Means over ${count} pairs${beside}`, ...lines].join("\n");
}
