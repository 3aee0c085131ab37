import assert from "node:assert/strict";
import { doctorTable } from "../../src/cli/doctor_table.ts";

const CPU = {
  backend: "cpu",
  works: true,
  device: "AMD EPYC, 2 threads",
  memory: 25.3e9,
  memoryOf: "system",
  milliseconds: 61.26,
} as const;
const CUDA = { ...CPU, backend: "cuda", device: "NVIDIA H200", memory: 150e9, milliseconds: 9 };
const MISSING = { backend: "webgpu", works: false, problem: "No GPU: install a Vulkan driver" };

Deno.test("doctorTable() has a line an engine, and why not in place of a missing one", () => {
  const engines = [CPU, MISSING, { ...CUDA, memoryOf: "device" as const }];
  assert.deepEqual(doctorTable({ auto: "cuda", engines }, false).split("\n"), [
    "Engine  Found  Device               Memory            Step at 256 px",
    "cpu     yes    AMD EPYC, 2 threads  25.3 GB (system)  61.3 ms",
    "webgpu  no     No GPU: install a Vulkan driver",
    "cuda    yes    NVIDIA H200          150.0 GB          9.0 ms",
    "",
    "auto takes cuda",
  ]);
});

Deno.test("doctorTable() says of a software GPU that auto never takes it", () => {
  const { milliseconds: _, ...untimed } = { ...CPU, backend: "webgpu", device: "SwiftShader" };
  const text = doctorTable({ auto: "cpu", engines: [{ ...untimed, software: true }, CPU] }, false);
  assert.match(text, /^webgpu {2}software {2}SwiftShader .* not timed$/m);
  assert.match(text, /^A software GPU is imitated by the processor: auto never takes it$/m);
});

Deno.test("doctorTable() says when its times are not of today", () => {
  const text = doctorTable({ auto: "cpu", engines: [CPU] }, true);
  assert.match(text, /Times are from an earlier run: doctor --refresh measures anew$/);
});

Deno.test("doctorTable() of a machine on which nothing works has the reasons all the same", () => {
  assert.deepEqual(doctorTable({ auto: null, engines: [MISSING] }, false).split("\n"), [
    "Engine  Found  Device  Memory  Step at 256 px",
    "webgpu  no     No GPU: install a Vulkan driver",
    "",
    "auto has no engine to take",
  ]);
});
