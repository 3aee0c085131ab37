import type { Finding } from "../runtime/finding.ts";

/** What the doctor says about an engine. */
export interface Diagnosis extends Finding {
  /** Bytes of memory, if it works. */
  readonly memory?: number;
  /** Whose memory it is: the device's own, or the system's where that is not known. */
  readonly memoryOf?: "device" | "system";
}

const HEAD = ["Engine", "Found", "Device", "Memory", "Step at 256 px"];

/**
 * Writes what was found as a table.
 *
 * @param answer The engines, and which one `auto` takes; null if it has no choice.
 * @param kept Whether times are from an earlier run.
 * @returns Lines: an engine each, why not in place of the device, and what follows from it.
 */
export function doctorTable(
  { auto, engines }: { readonly auto: string | null; readonly engines: readonly Diagnosis[] },
  kept: boolean,
): string {
  const rows = [HEAD, ...engines.map(row)];
  const widths = HEAD.map((_, i) => Math.max(...rows.map((cells) => cells[i]?.length ?? 0)));
  // A problem is a sentence: it runs over the columns that a missing engine does not fill.
  const lines = rows.map((cells, i) =>
    [...cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)), engines[i - 1]?.problem ?? ""]
      .join("  ").trimEnd()
  );
  return [
    ...lines,
    "",
    auto ? `auto takes ${auto}` : "auto has no engine to take",
    ...(engines.some(({ software }) => software)
      ? ["A software GPU is imitated by the processor: auto never takes it"]
      : []),
    ...(kept ? ["Times are from an earlier run: doctor --refresh measures anew"] : []),
  ].join("\n");
}

function row(diagnosis: Diagnosis): readonly string[] {
  const { backend, works, device, software, memory, memoryOf, milliseconds } = diagnosis;
  if (!works) return [backend, "no"];
  const gigabytes = memory === undefined ? "" : `${(memory / 1e9).toFixed(1)} GB`;
  return [
    backend,
    software ? "software" : "yes",
    device ?? "",
    memoryOf === "system" ? `${gigabytes} (system)` : gigabytes,
    milliseconds === undefined ? "not timed" : `${milliseconds.toFixed(1)} ms`,
  ];
}
