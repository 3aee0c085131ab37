import assert from "node:assert/strict";
import { Random } from "../../src/random.ts";
import { decodeSafetensors, encodeSafetensors } from "../../src/weights/safetensors.ts";
import { fileOf, isUserError } from "./bytes.ts";

const DATA = Uint8Array.of(0, 0, 0x80, 0x3f, 0, 0, 0, 0x40);

function refuse(bytes: Uint8Array, expected: RegExp): void {
  const whole = new RegExp(`^Cannot read some\\.file: .*${expected.source}.*; get the file again$`);
  assert.throws(() => decodeSafetensors(bytes, "some.file"), (error) => isUserError(error, whole));
}

/** A file of eight bytes in one array, of which something is otherwise. */
function withEntry(changes: Readonly<Record<string, unknown>>): Uint8Array {
  return fileOf({ a: { dtype: "F32", shape: [2], data_offsets: [0, 8], ...changes } }, DATA);
}

Deno.test("decodeSafetensors() reads the file that the cases here are damages of", () => {
  assert.deepEqual(decodeSafetensors(withEntry({}), "x").tensors, {
    a: { shape: [2], data: Float32Array.of(1, 2) },
  });
});

for (
  const [what, bytes, expected] of [
    ["nothing", new Uint8Array(), /not a safetensors file, or is cut short/],
    ["seven bytes", new Uint8Array(7), /not a safetensors file/],
    [
      "a PNG",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0),
      /not a safetensors file/,
    ],
    ["a header of 2^64 - 1 bytes", new Uint8Array(64).fill(255), /not a safetensors file/],
    ["an empty header", new Uint8Array(8), /header is damaged/],
    ["a header that is no JSON", fileOf("{a: 1}"), /header is damaged/],
    ["a header that is not UTF-8", Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 255), /header is damaged/],
  ] as const
) {
  Deno.test(`decodeSafetensors() refuses ${what}`, () => refuse(bytes, expected));
}

Deno.test("decodeSafetensors() refuses headers of other structure", () => {
  const headers = [null, 5, "text", [], [1], { a: null }, { a: 5 }, { a: [] }, { a: {} }];
  for (const header of headers) refuse(fileOf(JSON.stringify(header)), /header is damaged/);
  for (const metadata of [null, 5, [], { steps: 9 }, { steps: null }, { steps: {} }]) {
    refuse(fileOf({ __metadata__: metadata }), /header is damaged/);
  }
});

Deno.test("decodeSafetensors() refuses other numbers than floats, and names the array", () => {
  for (const dtype of ["I64", "BF16", "f32", "toString", "two\nlines"]) {
    refuse(withEntry({ dtype }), /"a" is of the type "/);
  }
  const header = { "two\nlines": { dtype: "I8", shape: [8], data_offsets: [0, 8] } };
  refuse(fileOf(header, DATA), /"two\\nlines" is of the type "I8"/);
  refuse(withEntry({ dtype: 32 }), /header is damaged/);
});

Deno.test("decodeSafetensors() refuses a shape that the values do not fill", () => {
  const shapes = [[], [1], [3], [2, 2], [0], [1e15], [1e9, 1e9, 1e9], new Array(40).fill(1e9)];
  for (const shape of shapes) refuse(withEntry({ shape }), /"a" does not fill its shape/);
  for (const shape of [[-2], [-1, -2], [1.5], ["2"], 2, null, { length: 1 }]) {
    refuse(withEntry({ shape }), /header is damaged/);
  }
  refuse(withEntry({ data_offsets: [0, 7] }), /"a" does not fill its shape/);
});

Deno.test("decodeSafetensors() refuses offsets that lie", () => {
  const array = /"a" does not (follow the array before it|fill its shape)/;
  for (const offsets of [[4, 12], [8, 0], [8, 16], [1e12, 1e12 + 8], [0, 1e15], [4, 4]]) {
    refuse(withEntry({ data_offsets: offsets }), array);
  }
  for (const offsets of [[-8, 0], [0.5, 8.5], [0, 1e300], ["0", "8"], [0], [0, 8, 16], 8, null]) {
    refuse(withEntry({ data_offsets: offsets }), /header is damaged/);
  }
});

Deno.test("decodeSafetensors() allocates nothing for arrays that the file is too short for", () => {
  const extent = 2 ** 50;
  refuse(withEntry({ shape: [extent], data_offsets: [0, 4 * extent] }), /cut short/);
});

Deno.test("decodeSafetensors() refuses arrays that overlap, and gaps between them", () => {
  const two = (begin: number) =>
    fileOf({
      a: { dtype: "F32", shape: [1], data_offsets: [0, 4] },
      b: { dtype: "F32", shape: [1], data_offsets: [begin, begin + 4] },
    }, new Uint8Array(begin + 4));
  assert.equal(Object.keys(decodeSafetensors(two(4), "x").tensors).length, 2);
  for (const begin of [0, 2, 6, 8]) refuse(two(begin), /does not follow the array before it/);
});

Deno.test("decodeSafetensors() refuses a file that is cut anywhere, or has more than its arrays", () => {
  const tensors = { a: { shape: [2], data: Float32Array.of(1, 2) } };
  const bytes = encodeSafetensors({ tensors, metadata: { steps: "9" } });
  for (let length = 0; length < bytes.length; length++) {
    refuse(bytes.subarray(0, length), /cut short/);
  }
  refuse(Uint8Array.of(...bytes, 0), /longer than its arrays/);
});

Deno.test("decodeSafetensors() of a header with any bit flipped is refused or has such arrays", () => {
  const tensors = { a: { shape: [2, 1], data: Float32Array.of(1, 2) } };
  const bytes = encodeSafetensors({ tensors, metadata: { steps: "9" } });
  let refused = 0;
  for (let bit = 0; bit < 8 * (bytes.length - 8); bit++) {
    const damaged = bytes.slice();
    damaged[bit >> 3] = (damaged[bit >> 3] as number) ^ (1 << (bit & 7));
    try {
      const found = Object.values(decodeSafetensors(damaged, "some.file").tensors);
      for (const { shape, data } of found) {
        assert.equal(shape.reduce((product, extent) => product * extent, 1), data.length);
      }
    } catch (error) {
      refused += isUserError(error) ? 1 : 0;
    }
  }
  assert.ok(refused > 4 * (bytes.length - 8), `${refused}`);
});

Deno.test("decodeSafetensors() of random bytes is refused, whatever the header's length says", () => {
  const random = new Random(3);
  for (let i = 0; i < 200; i++) {
    const bytes = Uint8Array.from({ length: 200 }, () => random.integer(256));
    bytes.fill(0, i % 8, 8);
    assert.throws(() => decodeSafetensors(bytes, "some.file"), (error) => isUserError(error));
  }
});
