import { webgpuEngine } from "../../../../src/runtime/onnx/webgpu_engine.ts";
import { beginDefaultFit } from "../default_fit.ts";

// Run as a process of its own: ONNX Runtime prints where it placed each operator.
const fit = await beginDefaultFit(await webgpuEngine({ verbosity: 0 }));
await fit.release();
