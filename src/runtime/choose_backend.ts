import { UserError } from "../errors.ts";
import { readBackendRecord, writeBackendRecord } from "./backend_cache.ts";
import { BACKENDS } from "./backends.ts";
import { fastest, type Finding } from "./finding.ts";
import { fingerprint } from "./fingerprint.ts";
import { graphicsDrivers } from "./graphics_drivers.ts";
import { ifAllowed } from "./if_allowed.ts";
import { probe } from "./probe.ts";
import { probeApart } from "./probe_apart.ts";

/** Tried where there are graphics drivers. What interprets a graph is measured by `doctor` alone. */
const ON_GPU = ["webgpu", "cuda"];
const SECONDS = 30;

/**
 * Chooses the fastest backend that works, from what is known of this machine or by probing it. What
 * is found is kept for the next start, if that is permitted; nothing is downloaded.
 *
 * @param options `anew`: probe, whatever is known.
 * @returns Its name in `BACKENDS`.
 * @throws {UserError} If none works.
 */
export async function chooseBackend({ anew = false } = {}): Promise<string> {
  const machine = await fingerprint();
  const known = anew ? undefined : (await readBackendRecord(machine))?.backend;
  if (known !== undefined && Object.hasOwn(BACKENDS, known)) return known;
  const findings = await survey();
  const backend = fastest(findings)?.backend;
  if (backend === undefined) {
    const problems = findings.map(({ backend, problem }) => `${backend}: ${problem}`).join("; ");
    throw new UserError(`No engine works on this machine (${problems})`);
  }
  await writeBackendRecord({ fingerprint: machine, backend, findings: [] });
  return backend;
}

/** One after the other: side by side they would slow each other down. */
async function survey(): Promise<readonly Finding[]> {
  const findings = [await probe("cpu")];
  // Loading a library to learn that there is no GPU would take longer than all the rest.
  if ((await graphicsDrivers()).length === 0) return findings;
  const script = new URL("./probe_process.ts", import.meta.url);
  for (const backend of ON_GPU.filter((name) => Object.hasOwn(BACKENDS, name))) {
    const command = Deno.execPath();
    const found = await ifAllowed(
      { name: "run", command },
      () => probeApart(backend, script, SECONDS),
    );
    findings.push(found ?? await probe(backend));
  }
  return findings;
}
