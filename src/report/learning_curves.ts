import { lineCharts } from "./line_chart.ts";

/** A point of the curves: what an evaluation found. */
export interface LearningPoint {
  /** Steps done. */
  readonly step: number;
  /** Mean loss since the point before. */
  readonly loss: number;
  /** Paired PSNR of the network, dB. */
  readonly psnr: number;
  /** That of the copy, dB. */
  readonly copy: number;
}

/**
 * Draws how a network learns: its paired PSNR beside the copy's, and the loss.
 *
 * @param history What the evaluations found, in their order.
 * @returns The charts, an SVG document.
 */
export function learningCurves(history: readonly LearningPoint[]): string {
  const steps = history.map(({ step }) => step);
  const curve = (name: "psnr" | "copy" | "loss") => history.map((point) => point[name]);
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
