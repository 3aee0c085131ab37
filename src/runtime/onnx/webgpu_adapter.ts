/** A GPU as WebGPU describes it. */
export interface Adapter {
  /** Its name. */
  readonly device: string;
  /** Whether the processor imitates it. */
  readonly software: boolean;
}

/** Imitated GPUs by name, for drivers that do not own up to it. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|basic render/i;

/**
 * Asks for the GPU that programs get. ONNX Runtime does not say which one it uses; Deno has WebGPU of
 * its own, and given the same preference it chooses among the same ones.
 *
 * @returns The GPU; undefined if there is none.
 */
export async function findAdapter(): Promise<Adapter | undefined> {
  const adapter = await navigator.gpu?.requestAdapter({ powerPreference: "high-performance" });
  if (!adapter) return undefined;
  const { description, vendor, device, isFallbackAdapter } = adapter.info;
  const name = description || `GPU ${vendor} ${device}`;
  return { device: name, software: isFallbackAdapter || SOFTWARE.test(name) };
}
