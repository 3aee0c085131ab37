/** What was found out about a backend on this machine. Plain data, to be kept and sent. */
export interface Finding {
  /** Its name in `BACKENDS`. */
  readonly backend: string;
  /** Whether it opens and computes rightly. */
  readonly works: boolean;
  /** Why it does not, and what to do, in a sentence. */
  readonly problem?: string;
  /** What it computes on. */
  readonly device?: string;
  /** Whether that is a GPU that a processor imitates. */
  readonly software?: boolean;
  /** Milliseconds a step of what was timed; a software device is not. */
  readonly milliseconds?: number;
}

/**
 * Picks the fastest of those that work and were timed; one that a processor imitates does not count.
 *
 * @param findings All timed by the same step.
 * @returns The fastest, the first of equals; undefined if there is none.
 */
export function fastest(findings: readonly Finding[]): Finding | undefined {
  const timed = findings.flatMap((finding) => {
    const { works, software, milliseconds } = finding;
    return works && !software && milliseconds !== undefined ? [{ finding, milliseconds }] : [];
  });
  return timed.toSorted((a, b) => a.milliseconds - b.milliseconds)[0]?.finding;
}
