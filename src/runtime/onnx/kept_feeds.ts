import type * as ort from "npm:onnxruntime-node@1.30.0";
import type { Shape } from "../../graph/mod.ts";
import { NAMES } from "./lower_program.ts";

/**
 * Keeps on the device what is fed again and again, such as the photo of a fit: most of what would cross
 * the bus at each step otherwise.
 */
export class KeptFeeds {
  readonly #seen = new WeakSet<ort.Tensor.DataType>();
  readonly #kept = new Map<ort.Tensor.DataType, ort.Tensor>();
  readonly #uploaders = new Map<string, ort.InferenceSession>();

  /** @param createUploader Compiles a model that hands the variable `kept` of a shape on to the device. */
  constructor(readonly createUploader: (shape: Shape) => Promise<ort.InferenceSession>) {}

  /** How many arrays are kept. */
  get size(): number {
    return this.#kept.size;
  }

  /**
   * Puts in place of arrays what is kept of them. An array is kept when it is fed for the second time.
   *
   * @param inputs Tensors in this process's memory, by name; their arrays are not written to again.
   * @returns Tensors of the same values.
   */
  async place(
    inputs: Readonly<Record<string, ort.Tensor>>,
  ): Promise<Record<string, ort.Tensor>> {
    const placed: Record<string, ort.Tensor> = {};
    for (const [name, tensor] of Object.entries(inputs)) placed[name] = await this.#placed(tensor);
    return placed;
  }

  /** Frees what is kept. */
  async release(): Promise<void> {
    for (const tensor of this.#kept.values()) tensor.dispose();
    this.#kept.clear();
    for (const uploader of this.#uploaders.values()) await uploader.release();
    this.#uploaders.clear();
  }

  async #placed(tensor: ort.Tensor): Promise<ort.Tensor> {
    const { data, dims } = tensor;
    const known = this.#kept.get(data);
    if (known) return known;
    if (!this.#seen.has(data)) {
      this.#seen.add(data);
      return tensor;
    }
    const shape = dims.join();
    const uploader = this.#uploaders.get(shape) ?? await this.createUploader(dims);
    this.#uploaders.set(shape, uploader);
    const { kept } = await uploader.run({ [NAMES.current("kept")]: tensor });
    if (!kept) throw new TypeError("The uploader handed nothing on");
    this.#kept.set(data, kept);
    return kept;
  }
}
