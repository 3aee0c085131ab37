import { dirname } from "node:path";
import { backendCacheFile } from "../../src/runtime/backend_cache.ts";

/** The variable that the user's cache folder depends on. */
const VARIABLE = { windows: "LOCALAPPDATA", darwin: "HOME" }[Deno.build.os as string] ??
  "XDG_CACHE_HOME";

/**
 * Calls a function while the user's cache folder is an empty one of its own.
 *
 * @param use Given the file that keeps what is known about backends, in a folder that exists, and
 * the variables by which another process has the same folder.
 */
export async function withCacheFolder(
  use: (file: string, env: Record<string, string>) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "unblend-test-" });
  // Deno has its packages in a cache folder, too: it must find them all the same.
  const env = { [VARIABLE]: folder, DENO_DIR: await denoFolder() };
  const before = Object.keys(env).map((name) => [name, Deno.env.get(name)] as const);
  for (const [name, value] of Object.entries(env)) Deno.env.set(name, value);
  try {
    const file = await backendCacheFile() as string;
    await Deno.mkdir(dirname(file), { recursive: true });
    await use(file, env);
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) Deno.env.delete(name);
      else Deno.env.set(name, value);
    }
    await Deno.remove(folder, { recursive: true });
  }
}

async function denoFolder(): Promise<string> {
  const info = new Deno.Command(Deno.execPath(), { args: ["info", "--json"] });
  return JSON.parse(new TextDecoder().decode((await info.output()).stdout)).denoDir;
}
