/**
 * unblend takes one photograph that is two photographs and gives back the two.
 *
 * @example
 * ```ts
 * import { split } from "./mod.ts";
 * const { layers, report } = await split("fixtures/two-people.png", { steps: 20, size: 64 });
 * console.log(layers[0].width, report.reproduction.psnr);
 * ```
 *
 * @module
 */
export { split } from "./src/decompose/split.ts";
export { RECIPE_NAMES } from "./src/decompose/recipes.ts";
export type {
  Layers,
  PhotoRead,
  Progress,
  Report,
  SplitOptions,
  SplitResult,
  Verdict,
} from "./src/decompose/types.ts";
export type { SplitSource, SplitSources } from "./src/decompose/sources.ts";
export type { Border } from "./src/image/border.ts";
export type { Hint } from "./src/image/hint.ts";
export { type EncodeOptions, encodePicture } from "./src/image/encode_picture.ts";
export type { PictureFormat } from "./src/image/formats.ts";
export type { Origin } from "./src/image/origin.ts";
export type { Alpha } from "./src/image/samples.ts";
export { UserError } from "./src/errors.ts";
export type { Picture } from "./src/image/picture.ts";

export { createDataset, type DatasetManifest } from "./src/learn/dataset/create_dataset.ts";
export type {
  DatasetOptions,
  DatasetProgress,
  DatasetSettings,
  Format,
  Part,
} from "./src/learn/dataset/options.ts";
export type { DatasetPair } from "./src/learn/dataset/write_parts.ts";
export type { Space } from "./src/image/space.ts";

export { train, type TrainResult } from "./src/learn/training/train.ts";
export type { TrainingProgress, TrainOptions } from "./src/learn/training/options.ts";
export type { Evaluated } from "./src/learn/training/evaluated.ts";

export {
  evaluate,
  type EvaluateOptions,
  type EvaluateProgress,
  type EvaluateResult,
  type Measured,
  type MethodResult,
} from "./src/learn/evaluation/evaluate.ts";
export type { Distribution } from "./src/learn/evaluation/distribution.ts";
export type { KnownPair } from "./src/learn/evaluation/pairs_folder.ts";
export type { Evaluation } from "./src/metrics/pairing.ts";

export { type LoadedWeights, loadWeights } from "./src/weights/load_weights.ts";
export type { Weights } from "./src/weights/weights.ts";
export type { StoredTensor } from "./src/weights/safetensors.ts";
export type { NetworkDescription } from "./src/nn/networks.ts";
export type { DifferenceNetOptions } from "./src/nn/difference_net.ts";
export type { EncoderDecoderOptions } from "./src/nn/encoder_decoder.ts";
export type { UNetOptions } from "./src/nn/unet.ts";
