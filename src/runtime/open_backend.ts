import { UserError } from "../errors.ts";
import { BACKEND_NAMES, BACKENDS } from "./backends.ts";
import type { Engine } from "./engine.ts";

/**
 * Opens the engine of a backend.
 *
 * @param name One of `BACKEND_NAMES`; `auto` takes the fastest that works here.
 * @returns The engine, ready to compile.
 * @throws {UserError} If there is no such backend, or this machine does not have what it needs.
 *
 * @example
 * ```ts
 * import { openBackend } from "./open_backend.ts";
 *
 * const engine = await openBackend("auto");
 * console.log(engine.name, engine.device);
 * ```
 */
export async function openBackend(name: string): Promise<Engine> {
  const backend = Object.hasOwn(BACKENDS, name === "auto" ? "cpu" : name)
    ? BACKENDS[name === "auto" ? "cpu" : name]
    : undefined;
  if (!backend) {
    throw new UserError(
      `There is no backend "${name}": choose one of ${BACKEND_NAMES.join(", ")}`,
      { usage: true },
    );
  }
  return await backend.open();
}
