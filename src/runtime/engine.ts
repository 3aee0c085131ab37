import type { Tensor } from "../graph/mod.ts";

/** Values of tensors by name, each in row-major order. */
export type Values = Readonly<Record<string, Float32Array>>;

/**
 * A graph together with what flows in and out of it at each run: one training step, or one
 * inference. Nothing in it refers to an engine, and it can be built in any thread.
 */
export interface Program {
  /** Inputs that are fed anew at each run. */
  readonly feeds: Readonly<Record<string, Tensor>>;
  /** Inputs that stay with the engine from run to run: after a run, `current` holds `next`. */
  readonly state: Readonly<Record<string, StateVariable>>;
  /** What each run hands back. Keep it small: on a GPU it crosses the bus. */
  readonly results: Readonly<Record<string, Tensor>>;
}

/** A value that one run leaves to the next: a parameter, a moment, a running average. */
export interface StateVariable {
  /** The graph input that holds the value. */
  readonly current: Tensor;
  /** What the value becomes, of the same shape. */
  readonly next: Tensor;
}

/** Something that computes: a library with its device. */
export interface Engine {
  /** What it is called in options and reports. */
  readonly name: string;
  /** What it computes on, in words, such as `AMD EPYC, 2 threads`. */
  readonly device: string;
  /** Whether that is a GPU that the processor imitates: right, and slower than the processor itself. */
  readonly software?: boolean;
  /**
   * Prepares a program to be run many times.
   *
   * @param program The graph and its ports.
   * @param initial The first value of each state variable.
   * @returns The program, ready to run.
   */
  compile(program: Program, initial: Values): Promise<Executable>;
}

/** A compiled program with its state. */
export interface Executable {
  /** How many operators the engine runs at each step. */
  readonly nodes: number;
  /**
   * Runs the program once and moves its state on.
   *
   * @param feeds A value for each of the program's feeds. Engines may keep an array that is fed again:
   * it must hold what it held before.
   * @returns The program's results, valid until the next run.
   * @throws If the engine fails; its state is then as it was before the run, if it still has one.
   */
  run(feeds: Values): Promise<Values>;
  /**
   * Copies state variables out of the engine.
   *
   * @param names Which; all of them by default.
   * @returns Their values after the last run.
   */
  readState(names?: readonly string[]): Promise<Values>;
  /**
   * Replaces the state, as if the last run had left it.
   *
   * @param values Of every state variable; they are copied.
   * @throws {RangeError} If a value is missing or has another size; the state is then as it was.
   */
  writeState(values: Values): Promise<void>;
  /** Frees what the engine holds. The executable cannot be used afterwards. */
  release(): Promise<void>;
}
