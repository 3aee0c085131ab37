import { fileURLToPath } from "node:url";

/** Where the software GPU of Chromium may lie: where .ci/run puts it, and where Debian does. */
const FOLDERS = [Deno.env.get("SWIFTSHADER"), "/usr/lib/chromium"];

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
 * @returns How it went.
 */
export async function runOnDevice(...args: readonly string[]): Promise<Outcome> {
  const runtime = await Deno.makeTempDir({ prefix: "unblend-test-" });
  try {
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [...args],
      cwd: fileURLToPath(new URL(".", import.meta.url)),
      env: { NO_COLOR: "1", XDG_RUNTIME_DIR: runtime, ...softwareGpu() },
    }).output();
    const text = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
    return { success, text };
  } finally {
    await Deno.remove(runtime, { recursive: true });
  }
}

/** Settings of the Vulkan loader that make it find SwiftShader. */
function softwareGpu(): Record<string, string> {
  for (const folder of FOLDERS) {
    const manifest = `${folder}/vk_swiftshader_icd.json`;
    try {
      if (!folder || !Deno.statSync(manifest).isFile) continue;
      // The folder also has the loader, for machines without one.
      return { VK_ICD_FILENAMES: manifest, LD_LIBRARY_PATH: folder };
    } catch {
      // Not there.
    }
  }
  return {};
}

const { success, text } = await runOnDevice("run", "-A", "on_device/open.ts");

/** Why there is nothing to test on; undefined if there is something. */
export const MISSING: string | undefined = success
  ? undefined
  : /^missing: (.*)$/m.exec(text)?.[1] ?? "opening it crashed";
