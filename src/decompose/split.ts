import { stoppedEarly } from "../errors.ts";
import { errorOf } from "../failure.ts";
import { curvesOf, type Origin } from "../image/origin.ts";
import type { Space } from "../image/space.ts";
import { checkOptions } from "./options.ts";
import { sourcesOf, type SplitSources } from "./sources.ts";
import type { FoundLayers, Layers, SplitOptions, SplitResult } from "./types.ts";
import { splitResult, withReconstruction } from "./with_reconstruction.ts";
import type { Answer, Order } from "./worker_messages.ts";

/**
 * Takes one photo that is two photos apart into its two layers. A network that was trained on many
 * such photos makes a first guess; from there coupled deep image priors are fitted to this one (after
 * Gandelsman, Shocher and Irani, "Double-DIP", CVPR 2019). `method: "unet"` answers the guess itself,
 * in about a second; `init: "none"` fits from nothing; `weights` names another trained network.
 * Nothing is written or printed. It computes in a worker: who awaits it goes on answering timers,
 * requests and signals.
 *
 * @param source A path, an encoded picture's bytes, or pixels.
 * @param options Recipe, method, init, weights, size, steps, seed, backend; a signal to stop by;
 * functions to be told of progress.
 * @returns Layers, mask and reconstruction at the photo's own size, values in [0, 1], and the report.
 * If `options.signal` stops the fit after its first step, the result is what was found until then.
 * @throws {UserError} If the photo or the weights cannot be read, an option is out of range or has no
 * effect beside the others, or the backend is not to be had.
 * @throws {DOMException} `AbortError`, if the signal stops it before the first step.
 *
 * @example
 * ```ts
 * import { split } from "./split.ts";
 * const { layers, report } = await split("fixtures/two-people.png", { steps: 20, size: 64 });
 * console.log(layers[0].width, layers[0].height, report.reproduction.psnr);
 * ```
 */
export async function split(
  source: SplitSources,
  options: SplitOptions = {},
): Promise<SplitResult> {
  const { space } = checkOptions(options, sourcesOf(source).length);
  const { signal, onPhoto: _, onProgress: __, onNotice: ___, ...sent } = options;
  if (signal?.aborted) throw stoppedEarly();
  const worker = new Worker(new URL("./split_worker.ts", import.meta.url), { type: "module" });
  const send = (order: Order) => worker.postMessage(order);
  const stop = () => send({ type: "stop" });
  signal?.addEventListener("abort", stop);
  try {
    send({ type: "begin", source, options: sent });
    return await listen(worker, send, { ...options, space });
  } finally {
    signal?.removeEventListener("abort", stop);
    worker.terminate();
  }
}

/** Follows the worker to the end. */
function listen(
  worker: Worker,
  send: (order: Order) => void,
  { onPhoto, onProgress, onNotice, space }: SplitOptions & { readonly space: Space },
): Promise<SplitResult> {
  return new Promise((resolve, reject) => {
    let [last, origin]: [Layers?, Origin?] = [];
    const whole = (layers: FoundLayers) =>
      withReconstruction(layers, { space, curves: curvesOf(origin) });
    const asked: PromiseWithResolvers<Layers>[] = [];
    const preview = (longSide?: number) => {
      if (last) return Promise.resolve(last);
      const reply = Promise.withResolvers<Layers>();
      asked.push(reply);
      send({ type: "preview", longSide });
      return reply.promise;
    };
    const fail = (error: unknown) => {
      for (const reply of asked) reply.reject(error);
      reject(error);
    };
    const react = async (data: Answer) => {
      if (data.type === "progress") {
        await onProgress?.({ ...data.progress, preview });
        send({ type: "go" });
      } else if (data.type === "photo") {
        ({ origin } = data.photo);
        await onPhoto?.(data.photo);
        send({ type: "go" });
      } else if (data.type === "notice") onNotice?.(data.notice);
      else if (data.type === "preview") {
        asked.shift()?.resolve(whole(data.layers));
      } else if (data.type === "failed") fail(errorOf(data.failure));
      else {
        const { photo, layers, mask } = data.result;
        last = whole({ photo, layers, mask });
        for (const reply of asked) reply.resolve(last);
        resolve(splitResult(data.result));
      }
    };
    worker.onmessage = ({ data }: MessageEvent<Answer>) => void react(data).catch(fail);
    worker.onerror = (event) => {
      event.preventDefault();
      fail(new Error(event.message));
    };
  });
}
