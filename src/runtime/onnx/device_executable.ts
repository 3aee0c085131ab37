import type * as ort from "npm:onnxruntime-node@1.30.0";
import type { Shape } from "../../graph/mod.ts";
import type { Executable, Program, Values } from "../engine.ts";
import { KeptFeeds } from "./kept_feeds.ts";
import { NAMES } from "./lower_program.ts";
import { feedTensors, resultValues, stateTensors, valuesOf } from "./tensors.ts";

/** What {@linkcode DeviceExecutable} runs. */
export interface DeviceSessions {
  /** The program's model, whose state stays on the device. */
  readonly step: ort.InferenceSession;
  /** Compiles a model that hands the variable `kept` of a shape on to the device. */
  readonly createUploader: (shape: Shape) => Promise<ort.InferenceSession>;
  /** Hands the state variables on as they are, into this process's memory; needed if there are any. */
  readonly reader?: ort.InferenceSession | undefined;
}

/** A program whose state, and what it is fed again and again, stays on the device from run to run. */
export class DeviceExecutable implements Executable {
  #current: Record<string, ort.Tensor>;
  readonly #feeds: KeptFeeds;

  /**
   * @param sessions The program's model and the reader of its state, compiled.
   * @param program The graph and its ports.
   * @param initial The first value of each state variable.
   * @param nodes How many operators the model has.
   */
  constructor(
    readonly sessions: DeviceSessions,
    readonly program: Program,
    initial: Values,
    readonly nodes: number,
  ) {
    this.#current = stateTensors(program, initial);
    this.#feeds = new KeptFeeds(sessions.createUploader);
  }

  /** How many arrays that were fed more than once are kept on the device. */
  get keptFeeds(): number {
    return this.#feeds.size;
  }

  /** Where each state variable is: `cpu` before the first run, then `gpu-buffer`. */
  get locations(): Readonly<Record<string, string>> {
    return Object.fromEntries(
      Object.entries(this.#current).map(([name, { location }]) => [name, location]),
    );
  }

  /** @throws {Error} If the GPU is lost or out of memory; the state is that of the run before. */
  async run(feeds: Values): Promise<Values> {
    const fed = await this.#feeds.place(feedTensors(this.program, feeds)).catch(explained);
    const outputs = await this.sessions.step.run({ ...fed, ...this.#inputs() }).catch(explained);
    for (const [name, old] of Object.entries(this.#current)) {
      this.#current[name] = outputs[NAMES.next(name)] as ort.Tensor;
      old.dispose();
    }
    return resultValues(this.program, outputs);
  }

  async readState(names: readonly string[] = Object.keys(this.#current)): Promise<Values> {
    const { reader } = this.sessions;
    if (!reader || names.length === 0) return {};
    // onnxruntime-node 1.30 ends the process where a tensor is asked for its data, getData().
    const outputs = await reader.run(this.#inputs(), names);
    return Object.fromEntries(names.map((name) => [name, valuesOf(outputs[name])]));
  }

  writeState(values: Values): Promise<void> {
    const written = stateTensors(this.program, values);
    this.#dispose();
    this.#current = written;
    return Promise.resolve();
  }

  async release(): Promise<void> {
    this.#dispose();
    this.#current = {};
    await this.#feeds.release();
    await this.sessions.step.release();
    await this.sessions.reader?.release();
  }

  #dispose(): void {
    for (const tensor of Object.values(this.#current)) tensor.dispose();
  }

  #inputs(): Record<string, ort.Tensor> {
    return Object.fromEntries(
      Object.entries(this.#current).map(([name, tensor]) => [NAMES.current(name), tensor]),
    );
  }
}

/** ONNX Runtime reports the use of a buffer that it could not have, and not why. */
function explained(cause: unknown): never {
  const message = cause instanceof Error ? cause.message : String(cause);
  if (/invalid buffer|out of memory|out_of_(device|host)_memory/i.test(message)) {
    throw new Error("The GPU is out of memory", { cause });
  }
  if (/device (is|was|has been)? ?lost/i.test(message)) {
    throw new Error("The GPU was lost", { cause });
  }
  throw cause;
}
