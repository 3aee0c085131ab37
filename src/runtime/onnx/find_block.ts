import * as ort from "npm:onnxruntime-node@1.30.0";
import { blockedConvolution } from "./blocked_convolution.ts";
import { Lowering } from "./lowering.ts";

/** Largest difference that rounding can make in the probe. */
const TOLERANCE = 1e-4;
let probed: Promise<number> | undefined;

/**
 * Finds out the block of this machine's ONNX Runtime by computing a small convolution both ways.
 *
 * @returns 8 or 16; 0 if the blocked layout is missing or does not give the right answer.
 */
export function findBlock(): Promise<number> {
  probed ??= (async () => {
    for (const block of [16, 8]) if (await worksWith(block)) return block;
    return 0;
  })();
  return probed;
}

async function worksWith(block: number): Promise<boolean> {
  const [channels, side] = [32, 6];
  const shape = [channels, channels, 3, 3] as const;
  const values = (count: number) =>
    Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7) / 4);
  const lowering = new Lowering({ block });
  const { model } = lowering;
  const picture = model.floats(values(channels * side * side), [1, channels, side, side]);
  const filters = model.input("filters", shape);
  const ours = blockedConvolution(
    { picture, size: [1, side, side], filters, turned: false, groups: 1, shape, pads: [0, 0] },
    lowering,
  );
  const plain = model.node("Conv", [picture, filters], { kernel_shape: [3, 3] });
  model.output("difference", model.node("Sub", [ours, plain]), [1, channels, side - 2, side - 2]);
  try {
    const session = await ort.InferenceSession.create(model.encode(), { logSeverityLevel: 4 });
    const filterValues = new ort.Tensor("float32", values(channels * channels * 9), [...shape]);
    const { difference } = await session.run({ filters: filterValues });
    await session.release();
    const errors = difference?.data as Float32Array;
    return errors.every((error) => Math.abs(error) < TOLERANCE);
  } catch {
    // This build of ONNX Runtime does not know the operators: the ordinary forms serve.
    return false;
  }
}
