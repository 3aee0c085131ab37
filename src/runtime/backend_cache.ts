import { dirname, join } from "node:path";
import type { Finding } from "./finding.ts";
import { ifAllowed } from "./if_allowed.ts";

/** What is known about the backends of a machine. */
export interface BackendRecord {
  /** Of the machine that it holds for. */
  readonly fingerprint: string;
  /** What `auto` takes there. */
  readonly backend: string;
  /** What `doctor` found there, if it was run. */
  readonly findings: readonly Finding[];
}

/**
 * Names the file that keeps the record: in the user's cache folder, by the system's convention.
 *
 * @returns Its path; undefined where there is no such folder, or no permission to ask for it.
 */
export async function backendCacheFile(): Promise<string | undefined> {
  const get = (variable: string) =>
    ifAllowed({ name: "env", variable }, () => Deno.env.get(variable) || undefined);
  const within = async (variable: string, ...path: readonly string[]) => {
    const folder = await get(variable);
    return folder && join(folder, ...path, "unblend", "backend.json");
  };
  if (Deno.build.os === "windows") return await within("LOCALAPPDATA");
  if (Deno.build.os === "darwin") return await within("HOME", "Library", "Caches");
  return await within("XDG_CACHE_HOME") ?? await within("HOME", ".cache");
}

/**
 * Reads the record.
 *
 * @param fingerprint Of this machine.
 * @returns The record; undefined if there is none for this machine, or none that can be read.
 */
export async function readBackendRecord(fingerprint: string): Promise<BackendRecord | undefined> {
  const path = await backendCacheFile();
  if (path === undefined) return undefined;
  const text = await ifAllowed({ name: "read", path }, () => Deno.readTextFile(path));
  const record = parse(text ?? "");
  return record?.fingerprint === fingerprint ? record : undefined;
}

/**
 * Writes the record, whole or not at all. Where it cannot be written nothing happens: the next start
 * measures again.
 *
 * @param record What to keep.
 */
export async function writeBackendRecord(record: BackendRecord): Promise<void> {
  const path = await backendCacheFile();
  if (path === undefined) return;
  const folder = dirname(path);
  await ifAllowed({ name: "write", path: folder }, async () => {
    await Deno.mkdir(folder, { recursive: true });
    const part = await Deno.makeTempFile({ dir: folder, prefix: ".backend-" });
    try {
      await Deno.writeTextFile(part, `${JSON.stringify(record, null, 2)}\n`);
      await Deno.rename(part, path);
    } catch {
      await Deno.remove(part);
    }
  });
}

function parse(text: string): BackendRecord | undefined {
  try {
    const { fingerprint, backend, findings } = JSON.parse(text);
    const whole = typeof fingerprint === "string" && typeof backend === "string" &&
      Array.isArray(findings) && findings.every((one) => typeof one?.backend === "string");
    return whole ? { fingerprint, backend, findings } : undefined;
  } catch {
    return undefined;
  }
}
