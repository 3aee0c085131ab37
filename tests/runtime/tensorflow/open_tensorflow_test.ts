import assert from "node:assert/strict";
import { UserError } from "../../../src/errors.ts";
import { input, mul } from "../../../src/graph/mod.ts";
import { openTensorflow } from "../../../src/runtime/tensorflow/open_tensorflow.ts";
import { PLAIN_TFJS, plainTfjs } from "./plain_tfjs.ts";

const INSTALL = "deno install --no-save --no-lock --node-modules-dir=auto " +
  "--allow-scripts=npm:@tensorflow/tfjs-node-gpu npm:@tensorflow/tfjs-node-gpu@4.22.0";

/** Calls a function with an empty folder. */
async function inFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Puts a package into the folder's `node_modules`. */
async function install(folder: string, name: string, script: string): Promise<void> {
  const home = `${folder}/node_modules/@tensorflow/${name}`;
  await Deno.mkdir(home, { recursive: true });
  await Deno.writeTextFile(`${home}/package.json`, '{"main": "index.js"}');
  await Deno.writeTextFile(`${home}/index.js`, script);
}

/** What a package does whose install script was not approved, or has failed. */
const WITHOUT_LIBRARY = 'throw new Error("There is no library at lib. \\nBuild it with npm.")';

Deno.test("openTensorflow() says in one line what to type where TensorFlow is missing", async () => {
  await inFolder(async (folder) => {
    await assert.rejects(
      openTensorflow(folder),
      new UserError(`TensorFlow is not installed: type \`${INSTALL}\` in ${folder}`),
    );
    assert.deepEqual([...Deno.readDirSync(folder)], [], "nothing is fetched or left");
  });
});

Deno.test("openTensorflow() says in one line what to do about a package without its library", async () => {
  await inFolder(async (folder) => {
    await install(folder, "tfjs-node-gpu", WITHOUT_LIBRARY);
    await assert.rejects(openTensorflow(folder), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(
        error.message,
        "TensorFlow does not load (There is no library at lib): " +
          `delete ${folder}/node_modules, then type \`${INSTALL}\` in ${folder}`,
      );
      return true;
    });
  });
});

Deno.test("openTensorflow() takes tfjs-node where tfjs-node-gpu does not load", async () => {
  await inFolder(async (folder) => {
    await plainTfjs();
    await install(folder, "tfjs-node-gpu", WITHOUT_LIBRARY);
    // The packages offer what plain tfjs does, and call a function that Node.js has dropped.
    const script = `if (!require("util").isNullOrUndefined(null)) throw new Error("No null");
      module.exports = require(${JSON.stringify(PLAIN_TFJS)});`;
    await install(folder, "tfjs-node", script);
    const engine = await openTensorflow(folder);
    assert.deepEqual([engine.name, engine.device], [
      "tensorflow",
      "processor, TensorFlow.js 4.22.0",
    ]);
    const x = input([2]);
    const program = { feeds: { x }, state: {}, results: { doubled: mul(x, 2) } };
    const executable = await engine.compile(program, {});
    const results = await executable.run({ x: Float32Array.of(1, 2) });
    assert.deepEqual(results, { doubled: Float32Array.of(2, 4) });
    await executable.release();
  });
});
