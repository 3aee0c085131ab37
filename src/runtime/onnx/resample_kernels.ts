import { interpolationMatrix, numberOf, targetSize, type Tensor } from "../../graph/mod.ts";
import type { Kernel } from "./lowering.ts";

/** Changes of size, and what carries their gradients back. */
export const RESAMPLE_KERNELS: Readonly<Record<string, Kernel>> = {
  resizeBilinear: (node, [x = ""], { model }) =>
    model.node("Resize", [x, "", "", model.integers(node.shape)], {
      mode: "linear",
      coordinate_transformation_mode: "align_corners",
    }),
  resizeBilinearTranspose: (node, [x = ""], { model }) => {
    const [height, width] = targetSize(node);
    const [, , fromHeight = 0, fromWidth = 0] = (node.inputs[0] as Tensor).shape;
    const columns = model.floats(interpolationMatrix(width, fromWidth), [fromWidth, width]);
    const rows = transposed(interpolationMatrix(height, fromHeight), fromHeight, height);
    const narrow = model.node("MatMul", [x, columns]);
    return model.node("MatMul", [model.floats(rows, [height, fromHeight]), narrow]);
  },
  averagePool: (node, [x = ""], { model }) => {
    const factor = numberOf(node, "factor");
    const block = [factor, factor];
    return model.node("AveragePool", [x], { kernel_shape: block, strides: block });
  },
  repeat: (node, [x = ""], { model }) => {
    const factor = numberOf(node, "factor");
    const [n = 0, c = 0, h = 0, w = 0] = (node.inputs[0] as Tensor).shape;
    const filled = [n, c, h * factor, w * factor];
    const blocks = model.node("Resize", [x, "", "", model.integers(filled)], {
      mode: "nearest",
      coordinate_transformation_mode: "asymmetric",
      nearest_mode: "floor",
    });
    const missing = node.shape.map((extent, axis) => extent - (filled[axis] ?? 0));
    if (missing.every((amount) => amount === 0)) return blocks;
    return model.node("Pad", [blocks, model.integers([0, 0, 0, 0, ...missing])]);
  },
};

function transposed(matrix: Float32Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(
    matrix,
    (_, i) => matrix[(i % rows) * columns + Math.floor(i / rows)] as number,
  );
}
