import * as ort from "npm:onnxruntime-node@1.30.0";
import { blockedConvolution } from "./blocked_convolution.ts";
import { Lowering } from "./lowering.ts";

/** Largest difference that rounding can make in the probe. */
const TOLERANCE = 1e-4;
let probed: Promise<number> | undefined;

/**
 * Finds out the block of this machine's ONNX Runtime by computing small convolutions both ways.
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

/** Input channels that fill blocks, and such that are read as they are, in groups. */
const PROBES = [{ groups: 1, k: 32, c: 32 }, { groups: 2, k: 16, c: 4 }] as const;
const SIDE = 6;

async function worksWith(block: number): Promise<boolean> {
  const lowering = new Lowering({ block });
  const feeds: Record<string, ort.Tensor> = {};
  PROBES.forEach((probe, i) => feeds[`filters ${i}`] = writeProbe(probe, i, lowering));
  try {
    const model = lowering.model.encode();
    const session = await ort.InferenceSession.create(model, { logSeverityLevel: 4 });
    const differences = Object.values(await session.run(feeds));
    await session.release();
    return differences.every(({ data }) =>
      (data as Float32Array).every((error) => Math.abs(error) < TOLERANCE)
    );
  } catch {
    // This build of ONNX Runtime does not know the operators: the ordinary forms serve.
    return false;
  }
}

/** Writes a convolution in blocks less the same without, and returns its filters. */
function writeProbe(
  { groups, k, c }: typeof PROBES[number],
  index: number,
  lowering: Lowering,
): ort.Tensor {
  const { model } = lowering;
  const values = (count: number) =>
    Float32Array.from({ length: count }, (_, i) => Math.sin(i * 1.7) / 4);
  const picture = model.floats(values(groups * c * SIDE * SIDE), [1, groups * c, SIDE, SIDE]);
  const shape = [groups * k, c, 3, 3];
  const filters = model.input(`filters ${index}`, shape);
  const ours = blockedConvolution({
    ...{ picture, size: [1, SIDE, SIDE], filters, turned: false },
    ...{ groups, shape: [k, c, 3, 3], stride: 1, pads: [0, 0] },
  }, lowering);
  const plain = model.node("Conv", [picture, filters], { kernel_shape: [3, 3], group: groups });
  const left = [1, groups * k, SIDE - 2, SIDE - 2];
  model.output(`difference ${index}`, model.node("Sub", [ours, plain]), left);
  return new ort.Tensor("float32", values(groups * k * c * 9), shape);
}
