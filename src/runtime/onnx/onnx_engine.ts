import { cpus } from "node:os";
import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Engine, Executable, Program, Values } from "../engine.ts";
import { findBlock } from "./blocked_convolution.ts";
import { Lowering } from "./lowering.ts";

/** Settings of {@linkcode onnxEngine}. */
export interface OnnxEngineOptions {
  /** Threads that share an operator's work. Default: what the machine has, at most 16. */
  readonly threads?: number;
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

/** Names in the model: a program's feeds, state and results may be called alike. */
const NAMES = {
  feed: (name: string) => `feed ${name}`,
  current: (name: string) => `current ${name}`,
  next: (name: string) => `next ${name}`,
  result: (name: string) => `result ${name}`,
};

async function compile(program: Program, initial: Values, threads: number): Promise<Executable> {
  const lowering = lowerProgram(program, await findBlock());
  const session = await ort.InferenceSession.create(lowering.model.encode(), {
    executionProviders: ["cpu"],
    graphOptimizationLevel: "all",
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  return new OnnxExecutable(session, program, initial, lowering.model.nodes);
}

/**
 * Writes a program as an ONNX model.
 *
 * @param program The graph and its ports.
 * @param block The machine's block, of {@linkcode findBlock}.
 * @returns The lowering, with the model.
 */
export function lowerProgram(program: Program, block: number): Lowering {
  const lowering = new Lowering(block);
  const { feeds, results } = program;
  const state = Object.entries(program.state);
  for (const [name, tensor] of Object.entries(feeds)) lowering.feed(NAMES.feed(name), tensor);
  for (const [name, { current }] of state) lowering.feed(NAMES.current(name), current);
  lowering.lower([...Object.values(results), ...state.map(([, variable]) => variable.next)]);
  for (const [name, tensor] of Object.entries(results)) {
    lowering.model.output(NAMES.result(name), lowering.valueOf(tensor), tensor.shape);
  }
  for (const [name, variable] of state) {
    lowering.model.output(NAMES.next(name), lowering.valueOf(variable.next), variable.next.shape);
  }
  return lowering;
}

class OnnxExecutable implements Executable {
  // Two sets of buffers take turns: what one run writes, the next one reads. Nothing is copied or
  // allocated between steps.
  #current: Record<string, ort.Tensor> = {};
  #spare: Record<string, ort.Tensor> = {};

  constructor(
    readonly session: ort.InferenceSession,
    readonly program: Program,
    initial: Values,
    readonly nodes: number,
  ) {
    for (const [name, { current: { shape, size } }] of Object.entries(program.state)) {
      const value = initial[name];
      if (value?.length !== size) {
        throw new RangeError(`State "${name}" needs ${size} first values, not ${value?.length}`);
      }
      this.#current[name] = new ort.Tensor("float32", value.slice(), [...shape]);
      this.#spare[name] = new ort.Tensor("float32", new Float32Array(size), [...shape]);
    }
  }

  async run(feeds: Values): Promise<Values> {
    const inputs: Record<string, ort.Tensor> = {};
    for (const [name, tensor] of Object.entries(this.#current)) {
      inputs[NAMES.current(name)] = tensor;
    }
    for (const [name, { shape }] of Object.entries(this.program.feeds)) {
      const value = feeds[name];
      if (!value) throw new TypeError(`Nothing is fed to "${name}"`);
      inputs[NAMES.feed(name)] = new ort.Tensor("float32", value, [...shape]);
    }
    const fetches: Record<string, ort.Tensor | null> = {};
    for (const name of Object.keys(this.program.results)) fetches[NAMES.result(name)] = null;
    for (const [name, tensor] of Object.entries(this.#spare)) fetches[NAMES.next(name)] = tensor;
    const outputs = await this.session.run(inputs, fetches);
    [this.#current, this.#spare] = [this.#spare, this.#current];
    return Object.fromEntries(
      Object.keys(this.program.results).map((
        name,
      ) => [name, valuesOf(outputs[NAMES.result(name)])]),
    );
  }

  readState(names: readonly string[] = Object.keys(this.#current)): Promise<Values> {
    return Promise.resolve(
      Object.fromEntries(names.map((name) => [name, valuesOf(this.#current[name]).slice()])),
    );
  }

  release(): Promise<void> {
    return this.session.release();
  }
}

function valuesOf(tensor: ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError("Not a tensor of floats");
  return tensor.data;
}
