import type { Program } from "../engine.ts";
import type { Lowering } from "./lowering.ts";

/** Names in the model: a program's feeds, state and results may be called alike. */
export const NAMES = {
  feed: (name: string) => `feed ${name}`,
  current: (name: string) => `current ${name}`,
  next: (name: string) => `next ${name}`,
  result: (name: string) => `result ${name}`,
};

/**
 * Writes a program as an ONNX model.
 *
 * @param program The graph and its ports.
 * @param lowering What it is written for; nothing is in it yet.
 * @returns The lowering, with the model.
 */
export function lowerProgram(program: Program, lowering: Lowering): Lowering {
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
