/**
 * Asks NVIDIA's driver for the size of the GPU's memory.
 *
 * @returns Bytes, of the first GPU; undefined where there is no such driver.
 */
export async function nvidiaMemory(): Promise<number | undefined> {
  const args = ["--query-gpu=memory.total", "--format=csv,noheader,nounits"];
  try {
    const { success, stdout } = await new Deno.Command("nvidia-smi", { args }).output();
    const mebibytes = Number.parseFloat(new TextDecoder().decode(stdout));
    return success && mebibytes > 0 ? mebibytes * 2 ** 20 : undefined;
  } catch {
    return undefined;
  }
}
