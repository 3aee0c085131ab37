import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { Random } from "../../src/random.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/weights/safetensors.ts";
import { fileOf } from "./bytes.ts";

/** What is hard to keep: the ends of the range, the least numbers, zeros of either sign. */
const EXTREMES = [3.4028234663852886e38, -1e-45, 1.1754943508222875e-38, 0, -0, Infinity, NaN];

const random = new Random(1);
const TENSORS = {
  filters: { shape: [2, 3, 1, 1], data: Float32Array.from({ length: 6 }, () => random.normal()) },
  extremes: { shape: [7], data: Float32Array.from(EXTREMES) },
  none: { shape: [0, 4], data: new Float32Array() },
  scalar: { shape: [], data: Float32Array.of(Math.PI) },
  'a "name"\n, Größe': { shape: [3], data: Float32Array.of(1, 2, 3) },
};

Deno.test("encodeSafetensors() writes length, header and values as the format has them, by hand", () => {
  const bytes = encodeSafetensors({
    tensors: {
      a: { shape: [2], data: Float32Array.of(1, -2) },
      b: { shape: [1, 1], data: Float32Array.of(0.5) },
    },
    metadata: { steps: "9" },
  });
  const view = new DataView(bytes.buffer);
  // Little-endian, 8 bytes; the values begin where 8 divides.
  const length = view.getUint32(0, true);
  assert.deepEqual([view.getUint32(4, true), length % 8], [0, 0]);
  assert.deepEqual(JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))), {
    __metadata__: { steps: "9" },
    a: { dtype: "F32", shape: [2], data_offsets: [0, 8] },
    b: { dtype: "F32", shape: [1, 1], data_offsets: [8, 12] },
  });
  // IEEE 754: 1 is 3f800000, -2 is c0000000, 0.5 is 3f000000.
  assert.deepEqual(
    [...bytes.subarray(8 + length)],
    [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0, 0, 0, 0, 0x3f],
  );
});

Deno.test("decodeSafetensors() reads what another program wrote, by hand", () => {
  const header = {
    second: { dtype: "F16", shape: [2], data_offsets: [4, 8] },
    first: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
  };
  // As half floats 1 is 3c00 and -2 is c000.
  const bytes = fileOf(header, Uint8Array.of(0, 0, 0, 0x3f, 0, 0x3c, 0, 0xc0));
  assert.deepEqual(decodeSafetensors(bytes, "x"), {
    tensors: {
      first: { shape: [1], data: Float32Array.of(0.5) },
      second: { shape: [2], data: Float32Array.of(1, -2) },
    },
    metadata: {},
  });
});

Deno.test("decodeSafetensors() yields what was encoded in 32 bits, exactly", () => {
  const stored = { tensors: TENSORS, metadata: { network: "{}", "ключ": "\u{1f600}" } };
  assert.deepEqual(decodeSafetensors(encodeSafetensors(stored), "x"), stored);
  const nothing = { tensors: {}, metadata: {} };
  assert.deepEqual(decodeSafetensors(encodeSafetensors(nothing), "x"), nothing);
});

Deno.test("decodeSafetensors() yields what was encoded in 16 bits, rounded", () => {
  const data = Float32Array.from({ length: 1000 }, () => 10 ** (3 * random.uniform() - 2));
  const bytes = encodeSafetensors(
    { tensors: { values: { shape: [1000], data } }, metadata: {} },
    "F16",
  );
  assert.ok(bytes.length < 2000 + 200);
  const found = decodeSafetensors(bytes, "x").tensors["values"]?.data;
  assert.equal(found?.length, 1000);
  // 11 significant bits, rounded to the nearest.
  found.forEach((v, i) => assert.ok(Math.abs(v / (data[i] as number) - 1) <= 2 ** -11));
  assert.ok(found.some((v, i) => v !== data[i]));
});

Deno.test("decodeSafetensors() reads bytes that begin anywhere in memory, and copies them", () => {
  const bytes = encodeSafetensors({ tensors: TENSORS, metadata: {} });
  for (const shift of [1, 3, 8]) {
    const moved = Buffer.alloc(bytes.length + shift);
    moved.set(bytes, shift);
    const { tensors } = decodeSafetensors(moved.subarray(shift), "x");
    moved.fill(255);
    assert.deepEqual(tensors, TENSORS);
  }
});

Deno.test("encodeSafetensors() writes the values that an array shows of a larger one", () => {
  const data = Float32Array.of(1, 2, 3, 4).subarray(1, 3);
  const bytes = encodeSafetensors({ tensors: { part: { shape: [2], data } }, metadata: {} });
  assert.deepEqual(decodeSafetensors(bytes, "x").tensors["part"]?.data, Float32Array.of(2, 3));
});
