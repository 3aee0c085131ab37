import { readBackendRecord, writeBackendRecord } from "../runtime/backend_cache.ts";
import { BACKENDS } from "../runtime/backends.ts";
import { fastest, type Finding } from "../runtime/finding.ts";
import { fingerprint } from "../runtime/fingerprint.ts";
import { probeApart } from "../runtime/probe_apart.ts";
import type { OptionValues } from "./args.ts";
import { plainCommand } from "./command.ts";
import { columns } from "./help.ts";
import { type Diagnosis, doctorTable } from "./doctor_table.ts";
import { nvidiaMemory } from "./gpu_memory.ts";
import { PROGRAM } from "./program.ts";

/** Patience with one engine: a driver may compile for a minute when it is first used. */
const SECONDS = 180;

const OPTIONS = {
  refresh: { kind: "flag", help: "Measure anew what an earlier run has measured" },
  json: { kind: "flag", help: "Print JSON for programs in place of the table" },
} as const;

/** `unblend doctor`: what this machine can compute with. */
export const DOCTOR = plainCommand({
  name: "doctor",
  summary: "Say which engines this machine has, how fast they are, and what is missing",
  options: OPTIONS,
  notes: [
    [
      "Engines, as --backend takes them:",
      columns(Object.entries(BACKENDS).map(([name, { summary }]) => [name, summary])),
    ],
    ["", ["It ends with 0 if at least one engine works, else with 1"]],
  ],
  examples: [
    {
      command: `${PROGRAM} doctor`,
      does: "Prints a table of the engines, and which one auto takes",
    },
    { command: `${PROGRAM} doctor --refresh`, does: "The same, after a driver was installed" },
  ],
  run: runDoctor,
});

async function runDoctor({ refresh, json }: OptionValues<typeof OPTIONS>): Promise<number> {
  const machine = await fingerprint();
  const record = refresh ? undefined : await readBackendRecord(machine);
  // What did not work is tried each time: the advice may have been followed since.
  const known = record?.findings.filter(({ works }) => works) ?? [];
  const findings: Finding[] = [];
  for (const backend of Object.keys(BACKENDS)) {
    const kept = known.find((finding) => finding.backend === backend);
    if (!kept && !json) console.error(`Trying ${backend}`);
    findings.push(kept ?? await probeApart(backend, PROBE, SECONDS));
  }
  const auto = fastest(findings)?.backend;
  if (auto) await writeBackendRecord({ fingerprint: machine, backend: auto, findings });
  const answer = {
    machine,
    auto: auto ?? null,
    engines: await Promise.all(findings.map(withMemory)),
  };
  console.log(json ? JSON.stringify(answer, null, 2) : doctorTable(answer, known.length > 0));
  return findings.some(({ works }) => works) ? 0 : 1;
}

const PROBE = new URL("./doctor_process.ts", import.meta.url);

/** Adds the memory: of a GPU that does not tell, and of the processor, the system's. */
async function withMemory(finding: Finding): Promise<Diagnosis> {
  if (!finding.works) return finding;
  // TensorFlow says no more of a GPU than that it is one; it can only be NVIDIA's.
  const isNvidia = /nvidia|^GPU\b/i.test(finding.device ?? "") && !finding.software;
  const memory = isNvidia ? await nvidiaMemory() : undefined;
  return memory === undefined
    ? { ...finding, memory: Deno.systemMemoryInfo().total, memoryOf: "system" }
    : { ...finding, memory, memoryOf: "device" };
}
