import { lineCharts } from "./line_chart.ts";

/** What an evaluation during training found. */
export interface Evaluated {
  /** Steps done. */
  readonly step: number;
  /** Mean loss since the evaluation before. */
  readonly loss: number;
  /** Mean paired PSNR of the averaged weights on the validation pairs, dB. */
  readonly psnr: number;
  /** That of the copy, dB. */
  readonly copy: number;
  /** Root mean square of the difference between its two layers: 0 if it answers one picture twice. */
  readonly apart: number;
  /** Seconds of training so far. */
  readonly seconds: number;
}

/**
 * Draws how a network learns: its paired PSNR beside the copy's, and the loss.
 *
 * @param history What the evaluations found, in their order.
 * @returns The charts, an SVG document.
 */
export function learningCurves(history: readonly Evaluated[]): string {
  const steps = history.map(({ step }) => step);
  const curve = (name: "psnr" | "copy" | "loss") => history.map((evaluated) => evaluated[name]);
  return lineCharts([
    {
      title: "Paired PSNR on the validation pairs, dB",
      steps,
      curves: { network: curve("psnr"), copy: curve("copy") },
      scale: "linear",
    },
    { title: "Training loss", steps, curves: { loss: curve("loss") }, scale: "linear" },
  ]);
}
