import onnxProto from "npm:onnx-proto@8.0.1";
import type { Shape } from "../../graph/mod.ts";

const { onnx } = onnxProto;

/**
 * Where an operator is defined: `onnx`, ONNX's own; `runtime`, ONNX Runtime's additions; `blocked`,
 * those for pictures in its blocked layout, [n,c/b,h,w,b].
 */
export type OperatorSet = "onnx" | "runtime" | "blocked";

const DOMAINS: Readonly<Record<OperatorSet, string>> = {
  onnx: "",
  runtime: "com.microsoft",
  blocked: "com.microsoft.nchwc",
};

/** The versions that the lowering is written for. */
const OPSETS = [
  { domain: DOMAINS.onnx, version: 17 },
  { domain: DOMAINS.runtime, version: 1 },
  { domain: DOMAINS.blocked, version: 1 },
];
const FLOAT = 1;
const INT64 = 7;

/** Attributes of an ONNX operator; `float()` marks numbers that are not integers by type. */
export type OnnxAttributes = Readonly<Record<string, number | string | readonly number[] | Float>>;

/** A floating-point attribute: ONNX tells 0.0 from 0. */
export interface Float {
  readonly float: number;
}

/** An operator as `NodeProto` has it. */
interface OnnxNode {
  readonly opType: string;
  readonly domain: string;
  readonly input: readonly string[];
  readonly output: readonly string[];
  readonly attribute: object[];
}

/** Collects nodes, inputs and constants, and encodes them as an ONNX `ModelProto`. */
export class ModelBuilder {
  readonly #nodes: OnnxNode[] = [];
  readonly #inputs: object[] = [];
  readonly #outputs: object[] = [];
  readonly #initializers: object[] = [];
  readonly #constants = new Map<string, string>();
  readonly #made = new Set<string>();
  readonly #known = new Map<string, string>();
  readonly #renamed = new Map<string, string>();
  #names = 0;

  /** Operators added so far. */
  get nodes(): number {
    return this.#nodes.length;
  }

  /**
   * Declares a graph input.
   *
   * @param name Its name at run time.
   * @param shape Its extents.
   * @returns The name.
   */
  input(name: string, shape: Shape): string {
    this.#inputs.push(valueInfo(name, shape));
    return name;
  }

  /**
   * Adds an operator with one output, or finds it: the same of the same is written once.
   *
   * @param type ONNX operator type.
   * @param inputs Names of its operands; an empty name is an operand left out.
   * @param attributes Its settings.
   * @param set Where it is defined.
   * @returns The name of its output.
   */
  node(
    type: string,
    inputs: readonly string[],
    attributes: OnnxAttributes = {},
    set: OperatorSet = "onnx",
  ): string {
    const key = JSON.stringify([set, type, inputs, attributes]);
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const output = this.#name();
    this.#add(type, inputs, [output], attributes, set);
    this.#known.set(key, output);
    return output;
  }

  /**
   * Adds an operator with several outputs.
   *
   * @param type ONNX operator type.
   * @param inputs Names of its operands.
   * @param count How many outputs it has.
   * @param attributes Its settings.
   * @returns Their names.
   */
  nodeWithOutputs(
    type: string,
    inputs: readonly string[],
    count: number,
    attributes: OnnxAttributes = {},
  ): string[] {
    const output = Array.from({ length: count }, () => this.#name());
    this.#add(type, inputs, output, attributes);
    return output;
  }

  /**
   * Declares a graph output.
   *
   * @param name Its name at run time.
   * @param source The value that it shows.
   * @param shape Its extents.
   */
  output(name: string, source: string, shape: Shape): void {
    // Renaming where the value is made writes it straight into the output; Identity would copy it.
    if (this.#made.has(source) && !this.#renamed.has(source)) this.#renamed.set(source, name);
    else this.#add("Identity", [source], [name], {});
    this.#outputs.push(valueInfo(name, shape));
  }

  /**
   * Adds a constant of integers, as shapes, axes and amounts are.
   *
   * @param values The numbers in row-major order.
   * @param shape Their extents; a vector by default.
   * @returns Its name; equal constants share one.
   */
  integers(values: readonly number[], shape: Shape = [values.length]): string {
    return this.#constant(`i${shape.join()}:${values.join()}`, () => ({
      dataType: INT64,
      dims: [...shape],
      rawData: bytesOf(BigInt64Array.from(values, BigInt)),
    }));
  }

  /**
   * Adds a constant of floats.
   *
   * @param values The numbers in row-major order.
   * @param shape Their extents.
   * @returns Its name; equal small constants share one.
   */
  floats(values: Float32Array, shape: Shape = []): string {
    const key = values.length <= 64 ? `f${shape.join()}:${values.join()}` : undefined;
    return this.#constant(key, () => ({
      dataType: FLOAT,
      dims: [...shape],
      rawData: bytesOf(values),
    }));
  }

  /** Encodes the model. */
  encode(): Uint8Array {
    const outer = (name: string) => this.#renamed.get(name) ?? name;
    const node = this.#nodes.map(({ input, output, ...rest }, i) => ({
      ...rest,
      name: `${rest.opType} ${i}`,
      input: input.map(outer),
      output: output.map(outer),
    }));
    const model = onnx.ModelProto.create({
      irVersion: 8,
      producerName: "unblend",
      opsetImport: OPSETS,
      graph: {
        name: "step",
        node,
        input: this.#inputs,
        output: this.#outputs,
        initializer: this.#initializers,
      },
    });
    return onnx.ModelProto.encode(model).finish();
  }

  #name(): string {
    return `v${this.#names++}`;
  }

  #add(
    opType: string,
    input: readonly string[],
    output: string[],
    attributes: OnnxAttributes,
    set: OperatorSet = "onnx",
  ): void {
    const domain = DOMAINS[set];
    const attribute = Object.entries(attributes).map(([name, value]) =>
      encodeAttribute(name, value)
    );
    this.#nodes.push({ opType, domain, input: [...input], output, attribute });
    for (const name of output) this.#made.add(name);
  }

  #constant(key: string | undefined, make: () => object): string {
    const known = key === undefined ? undefined : this.#constants.get(key);
    if (known !== undefined) return known;
    const name = this.#name();
    if (key !== undefined) this.#constants.set(key, name);
    this.#initializers.push({ name, ...make() });
    return name;
  }
}

function encodeAttribute(name: string, value: OnnxAttributes[string]): object {
  const { FLOAT, INT, INTS, STRING } = onnx.AttributeProto.AttributeType;
  if (typeof value === "string") return { name, type: STRING, s: new TextEncoder().encode(value) };
  if (typeof value === "number") return { name, type: INT, i: value };
  if ("float" in value) return { name, type: FLOAT, f: value.float };
  return { name, type: INTS, ints: [...value] };
}

function valueInfo(name: string, shape: Shape): object {
  const dim = shape.map((dimValue) => ({ dimValue }));
  return { name, type: { tensorType: { elemType: FLOAT, shape: { dim } } } };
}

function bytesOf(values: Float32Array | BigInt64Array): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}
