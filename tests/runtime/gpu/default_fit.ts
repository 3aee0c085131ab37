import { DOUBLE_EXPOSURE } from "../../../src/decompose/double_exposure.ts";
import { Fit } from "../../../src/fit/fit.ts";
import type { Engine } from "../../../src/runtime/engine.ts";

/**
 * Begins a fit of the default recipe to a small picture of waves.
 *
 * @param engine What computes.
 * @param size Width and height. Default 32.
 * @returns The fit, no step done.
 */
export function beginDefaultFit(engine: Engine, size = 32): Promise<Fit> {
  const data = Float32Array.from({ length: 3 * size ** 2 }, (_, i) => 0.5 + Math.sin(i * 0.37) / 2);
  return Fit.begin({
    photo: { data, channels: 3, height: size, width: size },
    build: (inputs) => {
      const { layers: [first, second], mask, terms } = DOUBLE_EXPOSURE.build(inputs);
      return { terms, pictures: { first, second, mask } };
    },
    settings: DOUBLE_EXPOSURE.settings,
    steps: 10,
    seed: 0,
    engine,
  });
}
