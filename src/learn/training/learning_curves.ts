import type { Evaluated } from "./history.ts";
export function learningCurves(history: readonly Evaluated[]): string {
  return JSON.stringify(history);
}
