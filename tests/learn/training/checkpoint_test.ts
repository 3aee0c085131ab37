import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import {
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingCheckpoint,
} from "../../../src/learn/training/checkpoint.ts";
import { encodeSafetensors } from "../../../src/weights/safetensors.ts";
import { encodeWeights } from "../../../src/weights/weights.ts";
import { SETTINGS, tinyWeights } from "../tiny_networks.ts";

const RUN: TrainingCheckpoint = {
  settings: SETTINGS,
  step: 1040,
  seconds: 17.123456789,
  history: [{ step: 1000, loss: 0.1, psnr: 14.2, copy: 13, apart: 0.1, seconds: 16 }],
  losses: [0.1 + 0.2, 1e-300],
  state: {
    "block 0": Float32Array.of(1e-45, -0, 3.4e38, 1 / 3),
    "block 0 first moment": Float32Array.of(1, 2, 3, 4),
    "pool count": Float32Array.of(50),
  },
};

/** Checks that a file is refused in one line that names it. */
function assertRefused(bytes: Uint8Array, what: string) {
  assert.throws(() => decodeCheckpoint(bytes, "run/checkpoint"), (error) => {
    assert.ok(error instanceof UserError, `${what}: ${error}`);
    assert.match(error.message, /^Cannot [^\n]*run\/checkpoint/);
    return true;
  });
}

Deno.test("decodeCheckpoint() yields what was encoded, to the last bit", () => {
  const bytes = encodeCheckpoint(RUN);
  assert.deepEqual(decodeCheckpoint(bytes, "run"), RUN);
  assert.deepEqual(encodeCheckpoint(decodeCheckpoint(bytes, "run")), bytes);
});

Deno.test("decodeCheckpoint() yields evaluations of which nothing finite was found", () => {
  const history = [{ step: 20, loss: 0.1, psnr: NaN, copy: 13, apart: NaN, seconds: 16 }];
  assert.deepEqual(decodeCheckpoint(encodeCheckpoint({ ...RUN, history }), "run"), {
    ...RUN,
    history,
  });
});

Deno.test("decodeCheckpoint() refuses a run that does not tell its photos or its engine", () => {
  const { photos: _, ...unseen } = SETTINGS;
  const { backend: __, ...idle } = SETTINGS;
  for (const settings of [unseen, { ...SETTINGS, photos: 100 }, idle]) {
    const run = { ...RUN, settings: settings as unknown as typeof SETTINGS };
    assertRefused(encodeCheckpoint(run), JSON.stringify(settings));
  }
});

Deno.test("decodeCheckpoint() refuses a file that is cut short, wherever", () => {
  const bytes = encodeCheckpoint(RUN);
  for (let length = 0; length < bytes.length; length += 7) {
    assertRefused(bytes.subarray(0, length), `${length} bytes`);
  }
  assertRefused(bytes.subarray(0, -1), "all but one byte");
});

Deno.test("decodeCheckpoint() refuses other files: of weights, of arrays, of text", () => {
  assertRefused(encodeWeights(tinyWeights()), "weights");
  for (const run of ["", "null", "{}", "[1]", '{"step":3}', '{"settings":{},"step":3}']) {
    assertRefused(encodeSafetensors({ tensors: {}, metadata: { run } }), run);
  }
  assertRefused(new TextEncoder().encode("A letter, and not a training.\n"), "text");
});
