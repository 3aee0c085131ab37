import { conv2d, gradients, input, mul, sub, sum } from "../graph/mod.ts";
import { UserError } from "../errors.ts";
import type { Engine, Program, Values } from "./engine.ts";

/** Small whole numbers: every engine has them exactly, even one that rounds to 11 bits inside. */
const PICTURE = Float32Array.of(1, 2, 0, 1, 0, 1, 3, 1, 2, 1, 0, 0, 1, 0, 2, 1);
const FILTER = Float32Array.of(1, -1, 0, 2, 0, 1, -1, 1, 0);

/**
 * Runs two steps whose results are known: a convolution y of a picture with a filter w that stays
 * with the engine, the loss sum(y^2), and the update w - 1/8 of the loss's gradient.
 *
 * @param engine What to check.
 * @throws {UserError} If it computes something else.
 */
export async function checkKnownAnswer(engine: Engine): Promise<void> {
  const { program, initial, feeds, expected } = knownAnswer();
  const executable = await engine.compile(program, initial);
  try {
    for (const { loss, filter } of expected) {
      const results = await executable.run(feeds);
      const state = await executable.readState(["filter"]);
      expectNear("loss", results["loss"], [loss], engine);
      expectNear("filter", state["filter"], filter, engine);
    }
  } finally {
    await executable.release();
  }
}

/** The steps, and what they yield. */
export function knownAnswer(): {
  readonly program: Program;
  readonly initial: Values;
  readonly feeds: Values;
  readonly expected: readonly { readonly loss: number; readonly filter: readonly number[] }[];
} {
  const [picture, filter] = [input([1, 1, 4, 4]), input([1, 1, 3, 3])];
  const y = conv2d(picture, filter);
  const loss = sum(mul(y, y));
  const [gradient] = gradients(loss, [filter]);
  if (!gradient) throw new TypeError("The loss depends on the filter");
  const state = { filter: { current: filter, next: sub(filter, mul(gradient, 1 / 8)) } };
  return {
    program: { feeds: { picture }, state, results: { loss } },
    initial: { filter: FILTER },
    feeds: { picture: PICTURE },
    expected: [
      { loss: 25, filter: [-1.75, -3.5, -3, -0.5, -3.75, -0.75, -3, -0.25, -1.5] },
      {
        loss: 1780.625,
        filter: [18.9375, 26.125, 24.375, 21.0625, 23.8125, 20.5, 18.8125, 13.875, 14.5625],
      },
    ],
  };
}

function expectNear(
  name: string,
  actual: Float32Array | undefined,
  expected: readonly number[],
  engine: Engine,
): void {
  const scale = Math.max(...expected.map(Math.abs));
  const near = actual?.length === expected.length &&
    expected.every((value, i) => Math.abs((actual[i] as number) - value) <= 1e-3 * scale);
  if (near) return;
  throw new UserError(
    `${engine.name} computes wrongly: a ${name} that is ${expected[0]} comes out as ${
      actual?.[0]
    }; ` +
      "update its driver, or choose another --backend",
  );
}
