/// <reference lib="deno.worker" />
import { failureOf } from "../failure.ts";
import { splitHere } from "./split_here.ts";
import type { FoundLayers, FoundSplit, Progress } from "./types.ts";
import type { Answer, Order } from "./worker_messages.ts";

// Splits in a thread of their own, one after the other; splitter.ts is the other end. The engine blocks
// this thread for a step at a time, and no other.

let controller = new AbortController();
const orders: Order[] = [];
let wake = () => {};

self.addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.type === "begin") run(data);
  else if (data.type === "stop") controller.abort();
  else orders.push(data);
  wake();
});

async function run({ source, options }: Order & { type: "begin" }): Promise<void> {
  controller = new AbortController();
  // A preview that was asked for when the split before was done already.
  orders.length = 0;
  try {
    const { signal } = controller;
    const result = await splitHere(source, {
      ...options,
      signal,
      onPhoto: (photo) => tell({ type: "photo", photo }),
      onProgress: report,
      onNotice: (notice) => answer({ type: "notice", notice }),
    });
    answer({ type: "done", result }, buffersOf(result));
  } catch (error) {
    answer({ type: "failed", failure: failureOf(error) });
  }
}

/** The memory of all pictures, each once: some are part of several answers. */
function buffersOf({ retouched, more, ...first }: FoundSplit): ArrayBuffer[] {
  const pictures = [first, ...more].flatMap((one) => [...one.layers, one.mask, one.photo]);
  if (retouched) pictures.push(retouched);
  return [...new Set(pictures.map(({ data }) => data.buffer as ArrayBuffer))];
}

/** Tells of a step. */
function report({ preview, ...progress }: Progress): Promise<void> {
  return tell({ type: "progress", progress }, preview);
}

/** Tells of something, and serves whoever listens until told to go on. */
async function tell(message: Answer, preview?: Progress["preview"]): Promise<void> {
  answer(message);
  for (;;) {
    const order = orders.shift();
    if (order?.type === "go") return;
    if (order?.type === "preview" && preview) {
      const { photo, layers, mask }: FoundLayers = await preview(order.longSide);
      // The photo is still needed: it is copied, the others go.
      const made = [...layers, mask].map(({ data }) => data.buffer as ArrayBuffer);
      answer({ type: "preview", layers: { photo, layers, mask } }, made);
    }
    if (!order) await new Promise<void>((resolve) => wake = resolve);
  }
}

function answer(message: Answer, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}
