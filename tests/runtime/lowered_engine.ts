import * as ort from "npm:onnxruntime-node@1.30.0";
import type { Engine } from "../../src/runtime/engine.ts";
import { HostExecutable } from "../../src/runtime/onnx/host_executable.ts";
import { lowerProgram } from "../../src/runtime/onnx/lower_program.ts";
import { Lowering, type LoweringTarget } from "../../src/runtime/onnx/lowering.ts";

/**
 * An engine that has the processor compute the operators as they are written for another target: it
 * has them all.
 *
 * @param target What the operators are written for.
 * @returns The engine.
 */
export function loweredEngine(target: LoweringTarget): Engine {
  return {
    name: "lowered",
    device: "processor",
    compile: async (program, initial) => {
      const { model } = lowerProgram(program, new Lowering(target));
      const session = await ort.InferenceSession.create(model.encode(), { logSeverityLevel: 3 });
      return new HostExecutable(session, program, initial, model.nodes);
    },
  };
}
