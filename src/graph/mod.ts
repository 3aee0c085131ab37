/**
 * Tensors as symbols: operators with their shape rules and gradient rules. Nothing is computed here.
 *
 * @module
 */
export { broadcastTo, sum, sumTo } from "./broadcast.ts";
export * from "./convolution.ts";
export { gradients, topological } from "./differentiate.ts";
export * from "./elementwise.ts";
export * from "./layout.ts";
export * from "./matmul.ts";
export * from "./normalisation.ts";
export * from "./patches.ts";
export * from "./resample.ts";
export * from "./shape.ts";
export * from "./source.ts";
export * from "./tensor.ts";
