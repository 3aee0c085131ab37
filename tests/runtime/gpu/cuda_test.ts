import { passes, testOn } from "./device.ts";

const test = await testOn("cuda");

test("every operator and its gradients on CUDA agree with float64", () =>
  passes("operators.ts", "cuda"));

test("a fit on CUDA is that on the processor", () => passes("fit.ts", "cuda"));
