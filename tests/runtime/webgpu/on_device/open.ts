import { webgpuEngine } from "../../../../src/runtime/onnx/webgpu_engine.ts";

// Run as a process of its own: ends with 0 if there is a device.
try {
  console.log((await webgpuEngine()).device);
} catch (error) {
  console.log(`missing: ${error instanceof Error ? error.message : error}`);
  Deno.exit(1);
}
