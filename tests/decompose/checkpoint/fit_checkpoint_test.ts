import assert from "node:assert/strict";
import {
  decodeFitCheckpoint,
  encodeFitCheckpoint,
  type FitCheckpoint,
} from "../../../src/decompose/checkpoint/fit_checkpoint.ts";
import { encodeSafetensors } from "../../../src/weights/safetensors.ts";
import { Random } from "../../../src/random.ts";

const CHECKPOINT: FitCheckpoint = {
  origin: { version: "0", settings: { seed: 1 }, photo: "a", hint: null, weights: "b" },
  engine: { name: "cpu", device: "a processor" },
  leg: {
    now: {
      step: 12,
      averaged: 9,
      state: { "block 0": Float32Array.of(0.1, -0, 1e-45), "average now": Float32Array.of(7) },
    },
    kept: {
      step: 10,
      averaged: 8,
      state: { "block 0": Float32Array.of(0.3, 3, 3e38), "average now": Float32Array.of(6) },
    },
    setbacks: 2,
  },
  losses: { steps: [1, 2], terms: { total: [Math.fround(0.1), 1e-9] } },
  notices: ["The gpu engine failed at step 9 (“lost”): going on"],
  timings: { startSeconds: 0.1, fitSeconds: 2.5, stepMilliseconds: 30 },
};
const FILE = encodeFitCheckpoint(CHECKPOINT);

Deno.test("decodeFitCheckpoint() reads what encodeFitCheckpoint() wrote, exactly", () => {
  const decoded = decodeFitCheckpoint(FILE);
  assert.deepEqual(decoded, CHECKPOINT);
  assert.ok(Object.is(decoded?.leg.now.state["block 0"]?.[1], -0));
});

Deno.test("decodeFitCheckpoint() refuses a file of which any bit is flipped", () => {
  for (let at = 0; at < FILE.length; at++) {
    for (let bit = 0; bit < 8; bit++) {
      const flipped = FILE.with(at, (FILE[at] as number) ^ (1 << bit));
      assert.equal(decodeFitCheckpoint(flipped), undefined, `bit ${bit} of byte ${at}`);
    }
  }
});

Deno.test("decodeFitCheckpoint() refuses a file that is cut anywhere, or longer", () => {
  for (let length = 0; length < FILE.length; length++) {
    assert.equal(decodeFitCheckpoint(FILE.subarray(0, length)), undefined, `${length} bytes`);
  }
  assert.equal(decodeFitCheckpoint(Uint8Array.of(...FILE, 0)), undefined);
});

Deno.test("decodeFitCheckpoint() refuses what is something else", () => {
  const random = new Random(3, "bytes");
  const tensors = { "now block 0": { shape: [2], data: Float32Array.of(1, 2) } };
  for (
    const bytes of [
      new Uint8Array(),
      new Uint8Array(1000),
      new TextEncoder().encode("Dear diary, today I took two photos at once\n"),
      Uint8Array.from({ length: 1000 }, () => random.integer(256)),
      encodeSafetensors({ tensors, metadata: {} }),
      encodeSafetensors({ tensors, metadata: { run: "{}", sha256: "0".repeat(64) } }),
    ]
  ) assert.equal(decodeFitCheckpoint(bytes), undefined);
});
