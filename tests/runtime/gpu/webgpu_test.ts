import assert from "node:assert/strict";
import { passes, runWithGpu, testOn } from "./device.ts";

// What runs on the device is in on_device/, as processes of their own.
const test = await testOn("webgpu");

test("every operator and its gradients on WebGPU agree with float64", () =>
  passes("operators.ts", "webgpu"));

test("WebGPU keeps a program's state on the device", () => passes("state.ts", "webgpu"));

test("a fit on WebGPU is that on the processor", () => passes("fit.ts", "webgpu"));

test("WebGPU has a kernel for every operator of the default recipe's step", async () => {
  const { success, text } = await runWithGpu(["run", "-A", "on_device/placement.ts"]);
  assert.ok(success, text.slice(-2000));
  const counts = [...text.matchAll(/All nodes placed on \[WebGpu\w+\]. Number of nodes: (\d+)/g)];
  assert.ok(counts.some(([, count]) => Number(count) > 500), "no step among the sessions");
  assert.doesNotMatch(text, /placed on \[CPU/);
});

// Elsewhere the system always has a driver.
const onLinux = { ignore: Deno.build.os !== "linux" };

Deno.test("WebGPU without a driver says in one line what to do", onLinux, async () => {
  const none = { VK_ICD_FILENAMES: "/nowhere.json", VK_DRIVER_FILES: "/nowhere.json" };
  const { success, text } = await runWithGpu(["run", "-A", "on_device/open.ts", "webgpu"], none);
  assert.ok(!success);
  assert.match(text, /^missing: .* or choose another --backend$/m);
});
