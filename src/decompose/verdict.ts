import type { Verdict } from "./types.ts";

export function verdictOf(score: number, because: string): Verdict {
  return { score, words: because };
}
