import type { Engine } from "./engine.ts";

/** How an engine is to compute. */
export interface BackendOptions {
  /** Threads of the processor, where it computes. Default: as many as the machine has. */
  readonly threads?: number | undefined;
}

/** A way to compute, as users choose it. */
export interface Backend {
  /** One line for a list of them. */
  readonly summary: string;
  /**
   * Opens the engine.
   *
   * @param options Threads.
   * @returns The engine, ready to compile.
   * @throws {UserError} If this machine does not have what it needs: what is missing, and what to do.
   */
  readonly open: (options?: BackendOptions) => Promise<Engine>;
}

/** Every backend by its name. Engines load when they are opened, not before. */
export const BACKENDS: Readonly<Record<string, Backend>> = {
  cpu: {
    summary: "The processor, by ONNX Runtime",
    open: async (options) => (await import("./onnx/onnx_engine.ts")).onnxEngine(options),
  },
  webgpu: {
    summary: "A GPU of any make (Vulkan, Metal, Direct3D 12), by ONNX Runtime",
    open: async () => await (await import("./onnx/webgpu_engine.ts")).webgpuEngine(),
  },
  cuda: {
    summary: "An NVIDIA GPU with CUDA 12 on Linux, by ONNX Runtime",
    open: async () => await (await import("./onnx/cuda_engine.ts")).cudaEngine(),
  },
  tensorflow: {
    summary: "TensorFlow 2.9, on an NVIDIA GPU with CUDA 11 or the processor, once it is installed",
    open: async () => await (await import("./tensorflow/open_tensorflow.ts")).openTensorflow(),
  },
};

/** What `--backend` takes: `auto`, or the name of a backend. */
export const BACKEND_NAMES: readonly string[] = ["auto", ...Object.keys(BACKENDS)];
