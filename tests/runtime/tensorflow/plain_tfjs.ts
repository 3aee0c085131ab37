import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import type { TensorFlow } from "../../../src/runtime/tensorflow/tfjs.ts";

/** Where tfjs lives: a project of its own, whose lock file is not the one that users fetch. */
const HOME = new URL("tfjs/", import.meta.url);

/** The folder of its core package, once {@linkcode plainTfjs} has installed it. */
export const PLAIN_TFJS: string = fileURLToPath(
  new URL("node_modules/@tensorflow/tfjs-core", HOME),
);

/**
 * Loads plain tfjs with its `cpu` backend, which is written in JavaScript and runs everywhere. It is
 * installed beside this file as a user installs TensorFlow, in a folder that git ignores.
 *
 * @returns The module.
 */
export async function plainTfjs(): Promise<TensorFlow> {
  const install = new Deno.Command(Deno.execPath(), {
    args: ["install", "--frozen", "--quiet"],
    cwd: HOME,
  });
  const { success, stderr } = await install.output();
  assert.ok(success, new TextDecoder().decode(stderr));
  const require = createRequire(HOME);
  const tf = require("@tensorflow/tfjs-core") as TensorFlow;
  // Without checks and without an advertisement for tfjs-node.
  tf.enableProdMode();
  require("@tensorflow/tfjs-backend-cpu");
  await tf.ready();
  assert.equal(tf.getBackend(), "cpu");
  return tf;
}
