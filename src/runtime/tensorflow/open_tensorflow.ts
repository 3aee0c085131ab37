import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import util from "node:util";
import { UserError } from "../../errors.ts";
import type { Engine } from "../engine.ts";
import { tensorflowEngine } from "./tensorflow_engine.ts";
import type { TensorFlow } from "./tfjs.ts";

/** What brings TensorFlow, the best first. */
const PACKAGES = ["@tensorflow/tfjs-node-gpu", "@tensorflow/tfjs-node"] as const;

/**
 * What a user types to get the first of them and to approve its install script. Nothing that git
 * tracks changes.
 */
const INSTALL = "deno install --no-save --no-lock --node-modules-dir=auto " +
  `--allow-scripts=npm:${PACKAGES[0]} npm:${PACKAGES[0]}@4.22.0`;

/** tfjs on the library that these packages bring. */
interface NativeTensorFlow extends TensorFlow {
  backend(): { readonly isUsingGpuDevice?: boolean };
}

/**
 * Opens TensorFlow where it is installed: an Nvidia GPU if it finds one, else the processor.
 *
 * It is loaded from `node_modules` and not by an `npm:` specifier, for three reasons: its install
 * script, which fetches the library, runs in such a folder alone and only if the user approves; Deno
 * would write it to the lock file; and an attempt where it is missing must fetch and leave nothing.
 *
 * @param folder Where to look for `node_modules`, and above. Default: unblend's own folder; the
 * current one, if unblend was not loaded from a disk.
 * @returns The engine.
 * @throws {UserError} If it is not installed or does not load: what is wrong, and what to type.
 */
export async function openTensorflow(folder: string = projectFolder()): Promise<Engine> {
  const require = createRequire(join(folder, "package.json"));
  const failures: unknown[] = [];
  for (const name of PACKAGES.filter((name) => isInstalled(name, require))) {
    try {
      restoreIsNullOrUndefined();
      const tf = require(name) as NativeTensorFlow;
      tf.enableProdMode();
      await tf.ready();
      const place = tf.backend().isUsingGpuDevice ? "GPU" : "processor";
      return tensorflowEngine(tf, { device: `${place}, TensorFlow.js ${tf.version_core}` });
    } catch (error) {
      failures.push(error);
    }
  }
  const [failure] = failures;
  if (failure === undefined) {
    throw new UserError(`TensorFlow is not installed: type \`${INSTALL}\` in ${folder}`);
  }
  // Deno does not run an install script again that has failed once, so the folder has to go.
  const advice = `delete ${join(folder, "node_modules")}, then type \`${INSTALL}\` in ${folder}`;
  throw new UserError(`TensorFlow does not load (${firstLine(failure)}): ${advice}`, {
    cause: failure,
  });
}

function projectFolder(): string {
  const { url } = import.meta;
  return url.startsWith("file:") ? resolve(fileURLToPath(url), "../../../..") : Deno.cwd();
}

function isInstalled(name: string, require: ReturnType<typeof createRequire>): boolean {
  try {
    require.resolve(name);
    return true;
  } catch {
    return false;
  }
}

/** tfjs-node calls this for nearly every operator; Node.js 23 has dropped it, and Deno with it. */
function restoreIsNullOrUndefined(): void {
  const functions = util as { isNullOrUndefined?: (value: unknown) => boolean };
  functions.isNullOrUndefined ??= (value) => value === null || value === undefined;
}

/** The first of the lines that a message may have, without its full stop. */
function firstLine(error: unknown): string {
  const [line = ""] = (error instanceof Error ? error.message : String(error)).split("\n");
  return line.trim().replace(/\.$/, "");
}
