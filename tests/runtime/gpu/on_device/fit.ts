import assert from "node:assert/strict";
import { onnxEngine } from "../../../../src/runtime/onnx/onnx_engine.ts";
import { beginDefaultFit } from "../default_fit.ts";
import { ENGINE } from "./engine.ts";

Deno.test("ten steps of the default recipe are those of the processor", async () => {
  const [device, host] = [
    await beginDefaultFit(ENGINE, 16),
    await beginDefaultFit(onnxEngine(), 16),
  ];
  for (let step = 0; step < 10; step++) {
    const expected = await host.advance();
    for (const [name, loss] of Object.entries(await device.advance())) {
      const want = expected[name] as number;
      assert.ok(
        Math.abs(loss / want - 1) < 0.01,
        `${name} at step ${step} is ${loss}, not ${want}`,
      );
    }
  }
  const [actual, expected] = [await device.pictures(), await host.pictures()];
  for (const [name, picture] of Object.entries(actual)) {
    const error = picture.reduce(
      (most, v, i) => Math.max(most, Math.abs(v - (expected[name]?.[i] ?? NaN))),
      0,
    );
    assert.ok(error < 1e-3, `${name} is off by ${error}`);
  }
  await device.release();
  await host.release();
});
