import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { split } from "../../mod.ts";
import { Splitter } from "../../src/decompose/splitter.ts";
import { lasting, PATH, photoOf, SHORT } from "./split_cases.ts";

const WEIGHTS = fileURLToPath(new URL("../../weights/unblend.safetensors", import.meta.url));

Deno.test("Splitter splits photos one after the other as split() does", async () => {
  using splitter = new Splitter();
  const photos = [await photoOf(48, 40), await photoOf(64, 30), await photoOf(40, 48)];
  for (const photo of photos) {
    for (const options of [{ method: "unet" }, SHORT]) {
      const one = lasting(await splitter.split(photo, options));
      assert.deepEqual(one, lasting(await split(photo, options)));
    }
  }
});

Deno.test("Splitter reads the trained network once", async () => {
  using splitter = new Splitter();
  const weights = await Deno.makeTempFile({ suffix: ".safetensors" });
  await Deno.copyFile(WEIGHTS, weights);
  const options = { method: "unet", weights };
  const { layers } = await splitter.split(PATH, options);
  await Deno.remove(weights);
  assert.deepEqual((await splitter.split(PATH, options)).layers, layers);
  await assert.rejects(split(PATH, options), /Cannot read the weights/);
});

Deno.test("Splitter goes on after a photo that fails, and after one that is stopped", async () => {
  using splitter = new Splitter();
  const photo = await photoOf(40, 30);
  await assert.rejects(splitter.split("nowhere.jpg", SHORT), /Cannot read nowhere\.jpg/);
  assert.equal((await splitter.split(photo, SHORT)).report.stopped, false);
  const controller = new AbortController();
  const { report } = await splitter.split(photo, {
    ...SHORT,
    signal: controller.signal,
    onProgress: () => controller.abort(),
  });
  assert.deepEqual([report.stopped, report.stepsDone], [true, 1]);
  const { report: next } = await splitter.split(photo, SHORT);
  assert.deepEqual([next.stopped, next.stepsDone], [false, SHORT.steps]);
  await assert.rejects(
    splitter.split(photo, { ...SHORT, onProgress: () => Promise.reject(new Error("mine")) }),
    /mine/,
  );
  assert.equal((await splitter.split(photo, SHORT)).report.stepsDone, SHORT.steps);
});

Deno.test("Splitter does not take a late preview for one of the next photo", async () => {
  using splitter = new Splitter();
  const photo = await photoOf(40, 30);
  const asked: Promise<unknown>[] = [];
  const options = {
    ...SHORT,
    onProgress: ({ step, preview }: { step: number; preview: () => Promise<unknown> }) => {
      if (step === SHORT.steps) asked.push(preview(), preview());
    },
  };
  const one = await splitter.split(photo, options);
  const two = await splitter.split(photo, options);
  assert.equal((await Promise.all(asked)).length, 4);
  assert.deepEqual(lasting(one), lasting(two));
});
