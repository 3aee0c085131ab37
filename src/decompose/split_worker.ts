/// <reference lib="deno.worker" />
import { failureOf } from "../failure.ts";
import { splitHere } from "./split_here.ts";
import type { Progress, SplitResult } from "./types.ts";
import type { Answer, Order } from "./worker_messages.ts";

// A split in a thread of its own; split.ts is the other end. The engine blocks this thread for a
// step at a time, and no other.

const controller = new AbortController();
const orders: Order[] = [];
let wake = () => {};

self.addEventListener("message", ({ data }: MessageEvent<Order>) => {
  if (data.type === "begin") run(data);
  else if (data.type === "stop") controller.abort();
  else orders.push(data);
  wake();
});

async function run({ source, options }: Order & { type: "begin" }): Promise<void> {
  try {
    const { signal } = controller;
    const onNotice = (notice: string) => answer({ type: "notice", notice });
    const result = await splitHere(source, { ...options, signal, onProgress: report, onNotice });
    answer({ type: "done", result }, buffersOf(result));
  } catch (error) {
    answer({ type: "failed", failure: failureOf(error) });
  }
}

/** The memory of all pictures, each once: some are part of several answers. */
function buffersOf({ retouched, more, ...first }: SplitResult): ArrayBuffer[] {
  const pictures = [first, ...more].flatMap((one) => [...one.layers, one.mask, one.reconstruction]);
  if (retouched) pictures.push(retouched);
  return [...new Set(pictures.map(({ data }) => data.buffer as ArrayBuffer))];
}

/** Tells of a step, and serves whoever listens until told to go on. */
async function report({ preview, ...progress }: Progress): Promise<void> {
  answer({ type: "progress", progress });
  for (;;) {
    const order = orders.shift();
    if (order?.type === "go") return;
    if (order?.type === "preview") answer({ type: "preview", layers: await preview() });
    if (!order) await new Promise<void>((resolve) => wake = resolve);
  }
}

function answer(message: Answer, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}
