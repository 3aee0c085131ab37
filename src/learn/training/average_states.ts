import type { Values } from "../../runtime/engine.ts";

/**
 * Averages states of the same network, value by value.
 *
 * @param states One or more, with the same names and sizes. The first is written to.
 * @returns Their mean.
 */
export function averageStates(states: readonly Values[]): Values {
  const [first, ...others] = states;
  if (!first) throw new RangeError("There is no state to average");
  for (const [name, values] of Object.entries(first)) {
    for (const other of others) add(values, other[name] as Float32Array);
    if (others.length > 0) scale(values, 1 / states.length);
  }
  return first;
}

function add(values: Float32Array, others: Float32Array): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) + (others[i] as number);
}

function scale(values: Float32Array, factor: number): void {
  for (let i = 0; i < values.length; i++) values[i] = (values[i] as number) * factor;
}
