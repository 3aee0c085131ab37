import type { Tensor } from "../../graph/mod.ts";
import type { Engine, Executable, Program, Values } from "../engine.ts";
import { type Plan, planProgram } from "./plan.ts";
import type { TensorFlow, TfTensor } from "./tfjs.ts";

/** Settings of {@linkcode tensorflowEngine}. */
export interface TensorflowEngineOptions {
  /** What the engine is called. Default `tensorflow`. */
  readonly name?: string;
  /** What it computes on, in words. Default: tfjs and its backend. */
  readonly device?: string;
}

/**
 * An engine that interprets the graph node by node with the kernels of TensorFlow.js, on whatever
 * backend that is set to. State stays in TensorFlow's memory; each run downloads its results alone.
 *
 * @param tf The module: `@tensorflow/tfjs-node-gpu`, `tfjs-node`, or `tfjs-core` with a backend.
 * @param options What to call it.
 * @returns The engine.
 */
export function tensorflowEngine(tf: TensorFlow, options: TensorflowEngineOptions = {}): Engine {
  const { name = "tensorflow", device = `TensorFlow.js ${tf.version_core}, ${tf.getBackend()}` } =
    options;
  return {
    name,
    device,
    // Async, so that a program that cannot be planned rejects, as it does with other engines.
    compile: async (program, initial) => {
      const plan = planProgram(program);
      return await Promise.resolve(new TensorflowExecutable(tf, program, plan, initial));
    },
  };
}

type Tensors = Record<string, TfTensor>;

class TensorflowExecutable implements Executable {
  readonly nodes: number;
  readonly #constants: ReadonlyMap<Tensor, TfTensor>;
  #state: Tensors;

  constructor(
    readonly tf: TensorFlow,
    readonly program: Program,
    readonly plan: Plan,
    initial: Values,
  ) {
    this.#state = this.#uploadState(initial);
    this.nodes = plan.nodes.length;
    this.#constants = new Map(plan.constants.map((node) => [node, this.#upload(node, node.data)]));
  }

  async run(feeds: Values): Promise<Values> {
    // All tensors of a step die with it, except what `#step` returns, also if a kernel throws.
    const { results, next } = this.tf.tidy(() => this.#step(feeds));
    disposeAll(this.#state);
    this.#state = next;
    const values = await download(results);
    disposeAll(results);
    return values;
  }

  readState(names: readonly string[] = Object.keys(this.#state)): Promise<Values> {
    return download(Object.fromEntries(names.map((name) => [name, this.#state[name] as TfTensor])));
  }

  writeState(values: Values): Promise<void> {
    const written = this.#uploadState(values);
    disposeAll(this.#state);
    this.#state = written;
    return Promise.resolve();
  }

  release(): Promise<void> {
    disposeAll(this.#state);
    for (const tensor of this.#constants.values()) tensor.dispose();
    return Promise.resolve();
  }

  #step(feeds: Values): { readonly results: Tensors; readonly next: Tensors } {
    const { tf, program, plan } = this;
    const values = new Map(this.#constants);
    const valueOf = (tensor: Tensor) => values.get(tensor) as TfTensor;
    for (const [name, tensor] of Object.entries(program.feeds)) {
      const value = feeds[name];
      if (!value) throw new TypeError(`Nothing is fed to "${name}"`);
      values.set(tensor, this.#upload(tensor, value));
    }
    for (const [name, { current }] of Object.entries(program.state)) {
      values.set(current, this.#state[name] as TfTensor);
    }
    for (const { node, kernel, spent } of plan.nodes) {
      values.set(node, tf.tidy(() => kernel(node, node.inputs.map(valueOf), tf)));
      for (const tensor of spent) {
        valueOf(tensor).dispose();
        values.delete(tensor);
      }
    }
    // A value may be asked for twice, or be an input: clones share it, and have owners of their own.
    return {
      results: mapValues(program.results, (tensor) => tf.clone(valueOf(tensor))),
      next: mapValues(program.state, (variable) => tf.clone(valueOf(variable.next))),
    };
  }

  #uploadState(values: Values): Tensors {
    for (const [name, { current }] of Object.entries(this.program.state)) {
      const count = values[name]?.length;
      if (count === current.size) continue;
      throw new RangeError(`State "${name}" needs ${current.size} first values, not ${count}`);
    }
    return mapValues(
      this.program.state,
      ({ current }, name) => this.#upload(current, values[name]),
    );
  }

  /** A backend may keep the array itself, which belongs to someone else. */
  #upload(tensor: Tensor, values: Float32Array | undefined): TfTensor {
    return this.tf.tensor((values as Float32Array).slice(), [...tensor.shape], "float32");
  }
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, map: (value: A, name: string) => B) {
  return Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, map(value, name)]),
  );
}

function disposeAll(tensors: Tensors): void {
  for (const tensor of Object.values(tensors)) tensor.dispose();
}

async function download(tensors: Tensors): Promise<Values> {
  const entries = Object.entries(tensors).map(async ([name, tensor]) => {
    // A backend may hand out the array that it goes on computing with.
    return [name, Float32Array.from(await tensor.data())] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
