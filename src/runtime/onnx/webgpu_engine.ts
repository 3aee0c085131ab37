import * as ort from "npm:onnxruntime-node@1.30.0";
import { UserError } from "../../errors.ts";
import type { Shape } from "../../graph/mod.ts";
import type { Engine, Executable, Program, Values } from "../engine.ts";
import { DeviceExecutable } from "./device_executable.ts";
import { lowerProgram, NAMES } from "./lower_program.ts";
import { Lowering } from "./lowering.ts";
import { ModelBuilder } from "./model_builder.ts";
import { findAdapter } from "./webgpu_adapter.ts";

const MISSING =
  "No GPU answers to WebGPU here: install its driver (Vulkan on Linux), or choose another --backend";

/** Settings of {@linkcode webgpuEngine}. */
export interface WebgpuEngineOptions {
  /** What ONNX Runtime prints, from 0 (where each operator was placed) to 4 (the default: nothing). */
  readonly verbosity?: 0 | 1 | 2 | 3 | 4;
}

/**
 * The engine of GPUs of all makers: the whole graph as one ONNX model by ONNX Runtime's WebGPU
 * provider, on Vulkan, Metal or Direct3D 12. Parameters and moments stay on the GPU.
 *
 * @param options What it prints.
 * @returns The engine.
 * @throws {UserError} If there is no GPU, or ONNX Runtime cannot use it.
 */
export async function webgpuEngine(options: WebgpuEngineOptions = {}): Promise<Engine> {
  const { verbosity = 4 } = options;
  if (!ort.listSupportedBackends().some(({ name }) => name === "webgpu")) {
    const { os, arch } = Deno.build;
    throw new UserError(
      `ONNX Runtime comes without WebGPU for ${os} on ${arch}: choose another --backend`,
    );
  }
  const adapter = await findAdapter();
  if (!adapter) throw new UserError(MISSING);
  try {
    // Only a session opens the device.
    await (await createSession(identities({ x: [1] }), verbosity)).release();
  } catch (cause) {
    // Deno can have a processor imitate a GPU by OpenGL, which is no use to ONNX Runtime.
    const problem = adapter.software
      ? MISSING
      : `ONNX Runtime cannot use ${adapter.device} by WebGPU: update its driver, or choose another --backend`;
    throw new UserError(problem, { cause });
  }
  const compile: Engine["compile"] = (program, initial) =>
    compileOnDevice(program, initial, verbosity);
  return { name: "webgpu", ...adapter, compile };
}

async function compileOnDevice(
  program: Program,
  initial: Values,
  verbosity: 0 | 1 | 2 | 3 | 4,
): Promise<Executable> {
  const { model } = lowerProgram(program, new Lowering({ gpu: true }));
  const shapes = Object.entries(program.state).map(([name, { current }]) => [name, current.shape]);
  const locations = Object.fromEntries([
    ...Object.keys(program.state).map((name) => [NAMES.next(name), "gpu-buffer"]),
    ...Object.keys(program.results).map((name) => [NAMES.result(name), "cpu"]),
  ]);
  const step = await createSession(model, verbosity, locations);
  try {
    const reader = shapes.length > 0
      ? await createSession(identities(Object.fromEntries(shapes)), verbosity)
      : undefined;
    const createUploader = (shape: Shape) =>
      createSession(identities({ kept: shape }), verbosity, { kept: "gpu-buffer" });
    return new DeviceExecutable(
      { step, reader, createUploader },
      program,
      initial,
      model.nodes,
    );
  } catch (error) {
    await step.release();
    throw error;
  }
}

function createSession(
  model: ModelBuilder,
  verbosity: 0 | 1 | 2 | 3 | 4,
  preferredOutputLocation: Readonly<Record<string, "cpu" | "gpu-buffer">> = {},
): Promise<ort.InferenceSession> {
  return ort.InferenceSession.create(model.encode(), {
    // In the other layout each convolution is transposed to and fro: 160 operators more a step.
    executionProviders: [{ name: "webgpu", preferredLayout: "NCHW" }],
    graphOptimizationLevel: "all",
    logSeverityLevel: verbosity,
    preferredOutputLocation,
  });
}

/** A model that hands variables on. */
function identities(shapes: Readonly<Record<string, readonly number[]>>): ModelBuilder {
  const model = new ModelBuilder();
  for (const [name, shape] of Object.entries(shapes)) {
    model.output(name, model.input(NAMES.current(name), shape), shape);
  }
  return model;
}
