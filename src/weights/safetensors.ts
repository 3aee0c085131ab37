import { UserError } from "../errors.ts";

/** A named array of a file. */
export interface StoredTensor {
  /** Its extents. */
  readonly shape: readonly number[];
  /** Its values, in row-major order. */
  readonly data: Float32Array;
}

/** What a file holds. */
export interface StoredTensors {
  /** The arrays, by name. */
  readonly tensors: Readonly<Record<string, StoredTensor>>;
  /** What else is to be known, as texts. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** How numbers are stored: in 32 bits, exactly, or in 16, to about three digits. */
export type Precision = "F32" | "F16";

/** One array's line of the header. */
interface Entry {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

type Header = Readonly<Record<string, Entry>> & {
  readonly [METADATA]?: Readonly<Record<string, string>>;
};

const BYTES: Readonly<Record<Precision, number>> = { F32: 4, F16: 2 };
const METADATA = "__metadata__";
/** The format's own bound for a header. */
const LARGEST_HEADER = 100_000_000;

/**
 * Writes arrays in the `safetensors` format (github.com/huggingface/safetensors): the length of a
 * JSON header in 8 bytes, the header, and the values.
 *
 * @param stored Arrays and metadata.
 * @param precision Default F32.
 * @returns The file's bytes.
 *
 * @example
 * ```ts
 * import { decodeSafetensors, encodeSafetensors } from "./safetensors.ts";
 *
 * const tensors = { filters: { shape: [2], data: Float32Array.of(1, 2) } };
 * const bytes = encodeSafetensors({ tensors, metadata: { steps: "100" } });
 * console.log(decodeSafetensors(bytes, "weights").tensors.filters?.data); // [1, 2]
 * ```
 */
export function encodeSafetensors(
  { tensors, metadata }: StoredTensors,
  precision: Precision = "F32",
): Uint8Array<ArrayBuffer> {
  const header: Record<string, unknown> = { [METADATA]: metadata };
  let end = 0;
  for (const [name, { shape, data }] of Object.entries(tensors)) {
    const begin = end;
    end += data.length * BYTES[precision];
    header[name] = { dtype: precision, shape, data_offsets: [begin, end] };
  }
  const text = JSON.stringify(header);
  // Spaces round the header up to where numbers may lie in memory.
  const padding = " ".repeat((8 - new TextEncoder().encode(text).length % 8) % 8);
  const head = new TextEncoder().encode(text + padding);
  const bytes = new Uint8Array(8 + head.length + end);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  let offset = 8 + head.length;
  for (const { data } of Object.values(tensors)) {
    const values = precision === "F32" ? data : new Float16Array(data);
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset);
    offset += values.byteLength;
  }
  return bytes;
}

/**
 * Reads what {@linkcode encodeSafetensors} or another program wrote. As the format has it, the arrays
 * lie end to end and fill the file.
 *
 * @param bytes The file.
 * @param name What to call it in an error.
 * @returns Arrays, as 32-bit floats, and metadata.
 * @throws {UserError} If it is no such file, is cut short, or holds other numbers than floats.
 */
export function decodeSafetensors(bytes: Uint8Array, name: string): StoredTensors {
  const broken = (what: string, cause?: unknown) =>
    new UserError(`Cannot read ${name}: ${what}; get the file again`, { cause });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < 8 ? Infinity : Number(view.getBigUint64(0, true));
  if (length > Math.min(bytes.length - 8, LARGEST_HEADER)) {
    throw broken("it is not a safetensors file, or is cut short");
  }
  let header: unknown;
  try {
    header = JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(8, 8 + length)),
    );
  } catch (error) {
    throw broken("its header is damaged", error);
  }
  if (!isHeader(header)) throw broken("its header is damaged");
  const { [METADATA]: metadata = {}, ...entries } = header;
  const inOrder = Object.entries(entries).toSorted(([, { data_offsets: a }], [, b]) =>
    a[0] - b.data_offsets[0] || a[1] - b.data_offsets[1]
  );
  let used = 8 + length;
  const tensors = inOrder.map(([key, { dtype, shape, data_offsets: [begin, end] }]) => {
    const array = JSON.stringify(key);
    if (dtype !== "F32" && dtype !== "F16") {
      throw broken(`${array} is of the type ${JSON.stringify(dtype)}`);
    }
    if (8 + length + begin !== used) throw broken(`${array} does not follow the array before it`);
    const size = shape.reduce((product, extent) => product * extent, BYTES[dtype]);
    if (end - begin !== size) throw broken(`${array} does not fill its shape`);
    if (used + size > bytes.length) throw broken("it is cut short");
    // Not slice(): that of a Buffer, which readFile() yields, copies nothing.
    const values = new Uint8Array(bytes.subarray(used, used += size)).buffer;
    const data = dtype === "F32"
      ? new Float32Array(values)
      : Float32Array.from(new Float16Array(values));
    return [key, { shape, data }] as const;
  });
  if (used !== bytes.length) throw broken("it is longer than its arrays");
  return { tensors: Object.fromEntries(tensors), metadata };
}

function isHeader(value: unknown): value is Header {
  if (!isRecord(value)) return false;
  const { [METADATA]: metadata = {}, ...entries } = value;
  return isRecord(metadata) && Object.values(metadata).every((text) => typeof text === "string") &&
    Object.values(entries).every((entry) =>
      isRecord(entry) && typeof entry.dtype === "string" && areCounts(entry.shape) &&
      areCounts(entry.data_offsets) && entry.data_offsets.length === 2
    );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function areCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((v) => Number.isSafeInteger(v) && v >= 0);
}
