import { arch, cpus } from "node:os";
import { VERSIONS } from "../versions.ts";
import { graphicsDrivers } from "./graphics_drivers.ts";
import { ifAllowed } from "./if_allowed.ts";

/**
 * Describes what the speed of engines depends on: system, processor, graphics drivers, and the
 * versions of this program and of its packages. Nothing in it names a person or the machine.
 *
 * @returns One line. It lacks what may not be looked at.
 */
export async function fingerprint(): Promise<string> {
  const processor = await ifAllowed({ name: "sys", kind: "cpus" }, () => cpus()[0]?.model);
  return [
    `${Deno.build.os} ${arch()}`,
    processor ?? "processor unknown",
    `${navigator.hardwareConcurrency} threads`,
    ...Object.entries(VERSIONS).map((entry) => entry.join(" ")),
    ...await graphicsDrivers(),
  ].join("; ");
}
