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
 * A worker that takes photos apart, one after the other: program, engine and trained network are
 * loaded for the first one only.
 *
 * @example
 * ```ts
 * import { Splitter } from "./splitter.ts";
 * using splitter = new Splitter();
 * for (const name of ["two-people", "dog-books"]) {
 *   const { report } = await splitter.split(`fixtures/${name}.png`, { method: "unet" });
 *   console.log(name, report.verdict.words);
 * }
 * ```
 */
export class Splitter implements Disposable {
  #worker: Worker | undefined;

  /**
   * Takes a photo apart, as `split` does. The one before it must be done.
   *
   * @param source A path, an encoded picture's bytes, or pixels; or several of them.
   * @param options As those of `split`.
   * @returns As `split` does.
   * @throws As `split` does.
   */
  async split(source: SplitSources, options: SplitOptions = {}): Promise<SplitResult> {
    const { space } = checkOptions(options, sourcesOf(source).length);
    const { signal, onPhoto: _, onProgress: __, onNotice: ___, ...sent } = options;
    if (signal?.aborted) throw stoppedEarly();
    const worker = this.#worker ??= new Worker(new URL("./split_worker.ts", import.meta.url), {
      type: "module",
    });
    const send = (order: Order) => worker.postMessage(order);
    const stop = () => send({ type: "stop" });
    signal?.addEventListener("abort", stop);
    try {
      send({ type: "begin", source, options: sent });
      return await listen(worker, send, { ...options, space });
    } catch (error) {
      // What failed may be in the midst of something, or an engine that is lost.
      this[Symbol.dispose]();
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
      // What listens has the result.
      worker.onmessage = null;
    }
  }

  /** Ends the worker. */
  [Symbol.dispose](): void {
    this.#worker?.terminate();
    this.#worker = undefined;
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
