import { release } from "node:os";
import { ifAllowed } from "./if_allowed.ts";

/** Where the Vulkan loader looks for drivers. */
const VULKAN = [
  "/etc/vulkan/icd.d",
  "/usr/share/vulkan/icd.d",
  "/usr/local/share/vulkan/icd.d",
  "/run/opengl-driver/share/vulkan/icd.d",
];

/** NVIDIA's driver, as distributions, containers and WSL install it. */
const CUDA = [
  "/usr/lib/x86_64-linux-gnu/libcuda.so.1",
  "/usr/lib/aarch64-linux-gnu/libcuda.so.1",
  "/usr/lib64/libcuda.so.1",
  "/usr/lib/libcuda.so.1",
  "/usr/lib/wsl/lib/libcuda.so.1",
  "/usr/local/nvidia/lib64/libcuda.so.1",
  "/run/opengl-driver/lib/libcuda.so.1",
];

/**
 * Lists the graphics drivers of this machine, as far as files tell: nothing is loaded. macOS and
 * Windows always have one, of the system's own version.
 *
 * @returns Names with versions where files have them; empty where there is no GPU, or no permission
 * to look.
 */
export async function graphicsDrivers(): Promise<readonly string[]> {
  if (Deno.build.os !== "linux") {
    const version = await ifAllowed({ name: "sys", kind: "osRelease" }, release);
    return [`${Deno.build.os} ${version ?? ""}`];
  }
  const chosen = await Promise.all(
    ["VK_DRIVER_FILES", "VK_ICD_FILENAMES"].map((variable) =>
      ifAllowed({ name: "env", variable }, () => Deno.env.get(variable))
    ),
  );
  const manifests = await Promise.all(
    VULKAN.map((path) =>
      ifAllowed({ name: "read", path }, async () => {
        const entries = await Array.fromAsync(Deno.readDir(path));
        return entries.map(({ name }) => name).sort().join(" ");
      })
    ),
  );
  // The link's target has the driver's version in its name.
  const cuda = await Promise.all(
    CUDA.map((path) => ifAllowed({ name: "read", path }, () => Deno.realPath(path))),
  );
  return [...chosen, ...manifests, ...cuda].flatMap((name) => name ? [name] : []);
}
