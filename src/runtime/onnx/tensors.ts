import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Program, Values } from "../engine.ts";
import { NAMES } from "./lower_program.ts";

/**
 * Wraps what a run is fed.
 *
 * @param program Whose feeds.
 * @param feeds A value for each.
 * @returns Tensors by their names in the model.
 * @throws {TypeError} If one is missing.
 */
export function feedTensors(program: Program, feeds: Values): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(program.feeds).map(([name, { shape }]) => {
      const value = feeds[name];
      if (!value) throw new TypeError(`Nothing is fed to "${name}"`);
      return [NAMES.feed(name), new ort.Tensor("float32", value, [...shape])];
    }),
  );
}

/**
 * Wraps copies of the first values of a program's state.
 *
 * @param program Whose state.
 * @param initial A value for each variable.
 * @returns Tensors by the names of the variables.
 * @throws {RangeError} If a value is missing or has another size.
 */
export function stateTensors(program: Program, initial: Values): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(program.state).map(([name, { current: { shape, size } }]) => {
      const value = initial[name];
      if (value?.length !== size) {
        throw new RangeError(`State "${name}" needs ${size} first values, not ${value?.length}`);
      }
      return [name, new ort.Tensor("float32", value.slice(), [...shape])];
    }),
  );
}

/**
 * Reads a program's results from what a session yields.
 *
 * @param program Whose results.
 * @param outputs Tensors by their names in the model.
 * @returns Values by the names of the results.
 */
export function resultValues(
  program: Program,
  outputs: Readonly<Record<string, ort.Tensor>>,
): Values {
  return Object.fromEntries(
    Object.keys(program.results).map((name) => [name, valuesOf(outputs[NAMES.result(name)])]),
  );
}

/**
 * Reads a tensor in this process's memory.
 *
 * @param tensor Of floats.
 * @returns Its values, not copied.
 * @throws {TypeError} If it is missing or holds something else.
 */
export function valuesOf(tensor: ort.Tensor | undefined): Float32Array {
  if (!(tensor?.data instanceof Float32Array)) throw new TypeError("Not a tensor of floats");
  return tensor.data;
}
