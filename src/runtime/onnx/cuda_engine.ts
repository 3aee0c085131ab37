import * as ort from "npm:onnxruntime-node@1.30.0";
import { UserError } from "../../errors.ts";
import type { Engine } from "../engine.ts";
import { HostExecutable } from "./host_executable.ts";
import { lowerProgram } from "./lower_program.ts";
import { Lowering } from "./lowering.ts";
import { ModelBuilder } from "./model_builder.ts";
import { findAdapter } from "./webgpu_adapter.ts";

/** What fetches ONNX Runtime's CUDA libraries, which are too large for npm, into Deno's cache. */
export const CUDA_INSTALL = "ONNXRUNTIME_NODE_INSTALL=cuda12 deno run -A " +
  "npm:onnxruntime-node@1.30.0/script/install.js";

/**
 * The engine of NVIDIA's GPUs: the whole graph as one ONNX model by ONNX Runtime's CUDA provider. Its
 * state crosses the bus at each run: onnxruntime-node 1.30 can keep tensors on the device by WebGPU
 * alone.
 *
 * @returns The engine.
 * @throws {UserError} If this is no Linux on x64, or the libraries or the GPU are missing.
 */
export async function cudaEngine(): Promise<Engine> {
  const { os, arch } = Deno.build;
  if (os !== "linux" || arch !== "x86_64") {
    throw new UserError(
      `CUDA works on Linux x86_64 alone, not on ${os} ${arch}: try --backend webgpu`,
    );
  }
  // Its own complaint about a missing library would stand before ours.
  ort.env.logLevel = "fatal";
  const model = new ModelBuilder();
  model.output("y", model.node("Sqrt", [model.input("x", [1])]), [1]);
  try {
    await (await createSession(model)).release();
  } catch (cause) {
    throw new UserError(problemOf(cause), { cause });
  }
  const name = (await findAdapter())?.device ?? "";
  const compile: Engine["compile"] = async (program, initial) => {
    const { model } = lowerProgram(program, new Lowering({ gpu: true }));
    return new HostExecutable(await createSession(model), program, initial, model.nodes);
  };
  return { name: "cuda", device: /nvidia/i.test(name) ? name : "NVIDIA GPU", compile };
}

function createSession(model: ModelBuilder): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(model.encode(), {
    executionProviders: ["cuda"],
    graphOptimizationLevel: "all",
    logSeverityLevel: 4,
  });
}

function problemOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return /failed to load/i.test(message)
    ? `ONNX Runtime's CUDA libraries do not load: install CUDA 12 and cuDNN 9, then run ${CUDA_INSTALL}`
    : `ONNX Runtime cannot use CUDA (${message.split("\n", 1)[0]}): update NVIDIA's driver`;
}
