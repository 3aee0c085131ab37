/**
 * Follows how much memory a process has used at most, on Linux.
 *
 * @param process The process.
 * @returns The most, in MB, as last seen before its end; 0 where the system does not tell.
 */
export async function peakOf({ pid, status }: Deno.ChildProcess): Promise<number> {
  let [peak, running] = [0, true];
  status.then(() => running = false);
  while (running) {
    peak = await peakNow(pid) ?? peak;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return peak;
}

/**
 * Tells how much memory a process has used at most until now, on Linux.
 *
 * @param pid Its number; `self` for this one.
 * @returns MB; undefined where the system does not tell.
 */
export async function peakNow(pid: number | "self"): Promise<number | undefined> {
  const status = await Deno.readTextFile(`/proc/${pid}/status`).catch(() => "");
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) * 1024 / 1e6);
}
