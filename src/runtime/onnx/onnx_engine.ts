import { cpus } from "node:os";
import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Engine, Executable, Program, Values } from "../engine.ts";
import { findBlock } from "./find_block.ts";
import { HostExecutable } from "./host_executable.ts";
import { Lowering } from "./lowering.ts";
import { lowerProgram } from "./lower_program.ts";

/** Settings of {@linkcode onnxEngine}. */
export interface OnnxEngineOptions {
  /** Threads that share an operator's work. Default: what the machine has, at most 16. */
  readonly threads?: number | undefined;
}

/**
 * The default engine: the whole graph as one ONNX model in ONNX Runtime on the CPU.
 *
 * @param options How it runs.
 * @returns The engine.
 *
 * @example
 * ```ts
 * import { input, mul } from "../../graph/mod.ts";
 * import { onnxEngine } from "./onnx_engine.ts";
 *
 * const x = input([2]);
 * const program = { feeds: { x }, state: {}, results: { doubled: mul(x, 2) } };
 * const executable = await onnxEngine().compile(program, {});
 * console.log(await executable.run({ x: Float32Array.of(1, 2) })); // { doubled: [2, 4] }
 * await executable.release();
 * ```
 */
export function onnxEngine(options: OnnxEngineOptions = {}): Engine {
  const threads = options.threads ?? Math.min(navigator.hardwareConcurrency, 16);
  const device = `${cpus()[0]?.model ?? "processor"}, ${threads} threads`;
  return { name: "cpu", device, compile: (program, initial) => compile(program, initial, threads) };
}

async function compile(program: Program, initial: Values, threads: number): Promise<Executable> {
  const lowering = lowerProgram(program, new Lowering({ block: await findBlock() }));
  const session = await ort.InferenceSession.create(lowering.model.encode(), {
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return new HostExecutable(session, program, initial, lowering.model.nodes);
}
