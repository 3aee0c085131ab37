/**
 * Begins to watch how much memory is used: that of this process, Deno and all, or that of an NVIDIA
 * GPU beyond what is used there already.
 *
 * @param device `cpu` or `cuda`.
 * @returns Tells the most until now, in MB; undefined where the system does not say. What a GPU's
 * memory pools have taken they keep, so that the last value is the most.
 */
export async function watchMemory(device: string): Promise<() => Promise<string | undefined>> {
  if (device === "cpu") {
    // Linux: the peak begins anew at what is used now.
    await Deno.writeTextFile("/proc/self/clear_refs", "5").catch(() => {});
    return peakOfProcess;
  }
  const before = await usedOnGpu();
  return async () => {
    const now = await usedOnGpu();
    return before === undefined || now === undefined ? undefined : (now - before).toFixed(0);
  };
}

async function peakOfProcess(): Promise<string | undefined> {
  const status = await Deno.readTextFile("/proc/self/status").catch(() => "");
  const kibibytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
  return kibibytes && (Number(kibibytes) * 1024 / 1e6).toFixed(0);
}

async function usedOnGpu(): Promise<number | undefined> {
  const args = ["--query-gpu=memory.used", "--format=csv,noheader,nounits"];
  try {
    const { success, stdout } = await new Deno.Command("nvidia-smi", { args }).output();
    return success ? Number.parseFloat(new TextDecoder().decode(stdout)) * 1.048576 : undefined;
  } catch {
    return undefined;
  }
}
