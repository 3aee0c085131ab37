/**
 * What the interpreter calls of TensorFlow.js: the same in `@tensorflow/tfjs-core`, `tfjs-node` and
 * `tfjs-node-gpu`. Types of our own, because an import of theirs, even of types alone, would put
 * TensorFlow in the lock file, and Deno fetches all of that for everybody.
 *
 * @module
 */

/** A tensor in TensorFlow's memory. */
export interface TfTensor {
  readonly shape: number[];
  /** Downloads the values. */
  data(): Promise<Float32Array | Int32Array | Uint8Array>;
  /** Frees the memory. */
  dispose(): void;
}

/** What operators take: a number stands for a scalar. */
export type TfOperand = TfTensor | number;

/** Extents of pictures, [n,h,w,c], and of filters, [r,s,c,k]. */
export type TfShape4 = [number, number, number, number];

type Unary = (x: TfTensor) => TfTensor;
type Binary = (a: TfOperand, b: TfOperand) => TfTensor;
type Reduction = (x: TfTensor, axes: number[], keepDims: boolean) => TfTensor;

/** The module. */
export interface TensorFlow {
  readonly version_core: string;
  getBackend(): string;
  enableProdMode(): void;
  ready(): Promise<void>;
  memory(): { readonly numTensors: number };
  /** Frees the tensors that the function makes, except those that it returns. */
  tidy<T>(use: () => T): T;
  /** Runs a kernel that has no function of its own. */
  engine(): {
    runKernel(
      name: string,
      inputs: Record<string, TfTensor>,
      attributes: Record<string, unknown>,
    ): TfTensor;
  };

  tensor(values: Float32Array, shape: number[], type: "float32"): TfTensor;
  fill(shape: number[], value: number, type: "float32"): TfTensor;
  clone: Unary;

  add: Binary;
  sub: Binary;
  mul: Binary;
  div: Binary;
  maximum: Binary;
  minimum: Binary;
  exp: Unary;
  log: Unary;
  sqrt: Unary;
  rsqrt: Unary;
  square: Unary;
  abs: Unary;
  sign: Unary;
  tanh: Unary;
  sigmoid: Unary;
  leakyRelu(x: TfTensor, alpha: number): TfTensor;

  sum: Reduction;
  mean: Reduction;
  matMul(a: TfTensor, b: TfTensor, transposeA: boolean, transposeB: boolean): TfTensor;

  reshape(x: TfTensor, shape: number[]): TfTensor;
  transpose(x: TfTensor, order: number[]): TfTensor;
  slice(x: TfTensor, begin: number[], size: number[]): TfTensor;
  reverse(x: TfTensor, axis: number): TfTensor;
  pad(x: TfTensor, amounts: [number, number][]): TfTensor;
  mirrorPad(x: TfTensor, amounts: [number, number][], mode: "reflect"): TfTensor;
  concat(parts: TfTensor[], axis: number): TfTensor;
  split(x: TfTensor, parts: number, axis: number): TfTensor[];
  broadcastTo(x: TfTensor, shape: number[]): TfTensor;

  conv2d(x: TfTensor, filters: TfTensor, stride: number, pad: "valid"): TfTensor;
  conv2dTranspose(
    x: TfTensor,
    filters: TfTensor,
    outputShape: TfShape4,
    stride: number,
    pad: "valid",
  ): TfTensor;
  avgPool(x: TfTensor, size: number, stride: number, pad: "valid"): TfTensor;
  readonly image: {
    resizeBilinear(x: TfTensor, size: [number, number], alignCorners: boolean): TfTensor;
  };
}
