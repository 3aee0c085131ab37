import { fileURLToPath } from "node:url";
import type { Finding } from "./finding.ts";

const ADVICE = "update its driver, or choose another --backend";

/**
 * Probes a backend in a process of its own: a graphics driver that crashes or hangs takes nothing
 * else along, and what it holds is given back.
 *
 * @param backend Its name in `BACKENDS`.
 * @param script What the process runs: prints what was found as its last line.
 * @param seconds How long it may take.
 * @returns What was found; a process that fails has found that the backend does not work.
 */
export async function probeApart(
  backend: string,
  script: URL,
  seconds: number,
): Promise<Finding> {
  const fails = (how: string): Finding => ({ backend, works: false, problem: how });
  try {
    // Cached packages only: to look what is here must not fetch what is not.
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--quiet", "--cached-only", fileURLToPath(script), backend],
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const clock = setTimeout(() => process.kill("SIGKILL"), seconds * 1000);
    const { stdout, signal, code } = await process.output().finally(() => clearTimeout(clock));
    const last = new TextDecoder().decode(stdout).trim().split("\n").at(-1) ?? "";
    // A driver may crash when its process ends, with everything done: then it does work.
    const found = parse(last);
    if (found?.backend === backend) return found;
    const how = signal === "SIGKILL"
      ? `It did not answer within ${seconds} s`
      : `It crashed (${signal ?? `exit code ${code}`})`;
    return fails(`${how}: ${ADVICE}`);
  } catch (error) {
    return fails(`It could not be tried: ${error instanceof Error ? error.message : error}`);
  }
}

function parse(line: string): Finding | undefined {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
