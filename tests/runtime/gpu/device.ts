import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

/** What a process ended with. */
export interface Outcome {
  readonly success: boolean;
  /** All that it printed. */
  readonly text: string;
}

/**
 * Runs Deno as a process that sees a GPU, imitated where there is SwiftShader. The libraries that look
 * for one read their settings when they are loaded, and a driver that crashes ends its process.
 *
 * @param args What to run, relative to this folder.
 * @param env Variables for it besides.
 * @returns How it went.
 */
export async function runWithGpu(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const runtime = await Deno.makeTempDir({ prefix: "unblend-test-" });
  try {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [...args],
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      env: { NO_COLOR: "1", XDG_RUNTIME_DIR: runtime, ...softwareGpu(), ...env },
    }).output();
    const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
    return { success, text };
  } finally {
    await Deno.remove(runtime, { recursive: true });
  }
}

/** Settings of the Vulkan loader that make it find SwiftShader, if .ci/run has fetched it. */
function softwareGpu(): Record<string, string> {
  const folder = Deno.env.get("SWIFTSHADER");
  // The folder also has the loader, for machines without one.
  return folder
    ? { VK_ICD_FILENAMES: `${folder}/vk_swiftshader_icd.json`, LD_LIBRARY_PATH: folder }
    : {};
}

/**
 * Finds out whether a backend can be tested here.
 *
 * @param backend Its name in `BACKENDS`.
 * @returns Registers a test that runs if it can. Where it cannot, the test's name says why.
 */
export async function testOn(
  backend: string,
): Promise<(name: string, fn: () => Promise<void>) => void> {
  const { success, text } = await runWithGpu([
    "run",
    "-A",
    "--no-check",
    "on_device/open.ts",
    backend,
  ]);
  if (success) return (name, fn) => Deno.test(name, fn);
  const why = /^missing: (.*)$/m.exec(text)?.[1] ?? "opening it crashed";
  return (name, fn) => Deno.test({ name: `${name} (skipped: ${why})`, ignore: true, fn });
}

/**
 * Runs a file of tests on a device and checks that all pass.
 *
 * @param script Its name in on_device/.
 * @param backend What it tests.
 */
export async function passes(script: string, backend: string): Promise<void> {
  const args = ["test", "-A", "--no-check", `on_device/${script}`, "--", backend];
  const { success, text } = await runWithGpu(args);
  assert.ok(success, text);
  assert.match(text, /^ok \| [1-9]\d* passed/m);
}
