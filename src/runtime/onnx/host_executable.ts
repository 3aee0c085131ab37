import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Executable, Program, Values } from "../engine.ts";
import { NAMES } from "./lower_program.ts";
import { feedTensors, resultValues, stateTensors, valuesOf } from "./tensors.ts";

/** A program whose state lies in this process's memory. */
export class HostExecutable implements Executable {
  // Two sets of buffers take turns: what one run writes, the next one reads. Nothing is copied or
  // allocated between steps.
  #current: Record<string, ort.Tensor>;
  #spare: Record<string, ort.Tensor>;

  /**
   * @param session The program's model, compiled.
   * @param program The graph and its ports.
   * @param initial The first value of each state variable.
   * @param nodes How many operators the model has.
   */
  constructor(
    readonly session: ort.InferenceSession,
    readonly program: Program,
    initial: Values,
    readonly nodes: number,
  ) {
    this.#current = stateTensors(program, initial);
    this.#spare = Object.fromEntries(
      Object.entries(this.#current).map(([name, { dims, size }]) => [
        name,
        new ort.Tensor("float32", new Float32Array(size), dims),
      ]),
    );
  }

  async run(feeds: Values): Promise<Values> {
    const inputs = feedTensors(this.program, feeds);
    for (const [name, tensor] of Object.entries(this.#current)) {
      inputs[NAMES.current(name)] = tensor;
    }
    const fetches: Record<string, ort.Tensor | null> = {};
    for (const name of Object.keys(this.program.results)) fetches[NAMES.result(name)] = null;
    for (const [name, tensor] of Object.entries(this.#spare)) fetches[NAMES.next(name)] = tensor;
    const outputs = await this.session.run(inputs, fetches);
    [this.#current, this.#spare] = [this.#spare, this.#current];
    return resultValues(this.program, outputs);
  }

  readState(names: readonly string[] = Object.keys(this.#current)): Promise<Values> {
    return Promise.resolve(
      Object.fromEntries(names.map((name) => [name, valuesOf(this.#current[name]).slice()])),
    );
  }

  writeState(values: Values): Promise<void> {
    this.#current = stateTensors(this.program, values);
    return Promise.resolve();
  }

  release(): Promise<void> {
    return this.session.release();
  }
}
