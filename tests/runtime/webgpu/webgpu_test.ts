import assert from "node:assert/strict";
import { MISSING, runOnDevice } from "./device.ts";

// What runs on the device is in on_device/, as processes of their own.

/** Names a test so that a reader of the log sees why it did not run. */
function onDevice(name: string, test: () => Promise<void>): void {
  const why = MISSING === undefined ? "" : ` (skipped: ${MISSING})`;
  Deno.test({ name: name + why, ignore: MISSING !== undefined, fn: test });
}

async function passes(script: string): Promise<void> {
  const { success, text } = await runOnDevice("test", "-A", `on_device/${script}`);
  assert.ok(success, text);
  assert.match(text, /^ok \| [1-9]\d* passed/m);
}

onDevice(
  "every operator and its gradients on WebGPU agree with float64",
  () => passes("operators.ts"),
);

onDevice("WebGPU keeps a program's state on the device", () => passes("state.ts"));

onDevice("a fit on WebGPU is that on the processor", () => passes("fit.ts"));

onDevice("WebGPU has a kernel for every operator of the default recipe's step", async () => {
  const { success, text } = await runOnDevice("run", "-A", "on_device/placement.ts");
  assert.ok(success, text.slice(-2000));
  const counts = [...text.matchAll(/All nodes placed on \[WebGpu\w+\]. Number of nodes: (\d+)/g)];
  assert.ok(counts.some(([, count]) => Number(count) > 500), "no step among the sessions");
  assert.doesNotMatch(text, /placed on \[CPU/);
});
