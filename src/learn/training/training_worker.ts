/// <reference lib="deno.worker" />
import { failureOf } from "../../failure.ts";
import { openBackend } from "../../runtime/open_backend.ts";
import type { CrewAnswer, CrewOrder } from "./crew_messages.ts";
import { Trainer } from "./trainer.ts";

// One copy of the network in training, in a thread of its own; crew.ts is the other end.

let trainer: Trainer | undefined;
let worker = 0;

self.addEventListener("message", async ({ data }: MessageEvent<CrewOrder>) => {
  try {
    const answer = await obey(data);
    const buffers = Object.values(answer.state).map(({ buffer }) => buffer as ArrayBuffer);
    self.postMessage(answer, buffers);
  } catch (error) {
    self.postMessage({ type: "failed", failure: failureOf(error) } satisfies CrewAnswer);
  }
});

async function obey(order: CrewOrder): Promise<CrewAnswer & { readonly type: "done" }> {
  if (order.type === "begin") {
    const { settings, photos } = order;
    worker = order.worker;
    const engine = await openBackend(settings.backend, { threads: settings.threads });
    trainer = await Trainer.begin(settings, photos, engine);
    return { type: "done", losses: [], state: worker === 0 ? await trainer.readState() : {} };
  }
  if (!trainer) throw new TypeError("The worker has not begun");
  await trainer.writeState(order.state);
  const losses = await trainer.advance(worker, order.step, order.count);
  return { type: "done", losses, state: await trainer.readState() };
}
