import { UserError } from "../errors.ts";
import { BACKEND_NAMES, type BackendOptions, BACKENDS } from "./backends.ts";
import { chooseBackend } from "./choose_backend.ts";
import type { Engine } from "./engine.ts";

/**
 * Opens the engine of a backend.
 *
 * @param name One of `BACKEND_NAMES`; `auto` takes the fastest that works here.
 * @param options Threads.
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
export async function openBackend(name: string, options?: BackendOptions): Promise<Engine> {
  if (name !== "auto") return await open(name, options);
  const chosen = await chooseBackend();
  try {
    return await open(chosen, options);
  } catch {
    // What is kept was true when it was found: a driver can go away since.
    return await open(await chooseBackend({ anew: true }), options);
  }
}

/**
 * Tells which backend a name stands for, here and now.
 *
 * @param name One of `BACKEND_NAMES`, or any other.
 * @returns For `auto` the fastest that works here, else the name.
 * @throws {UserError} If none works.
 */
export async function backendBehind(name: string): Promise<string> {
  if (name !== "auto") return name;
  const chosen = await chooseBackend();
  // As above: what is kept may be true no longer.
  const works = await open(chosen).then(() => true, () => false);
  return works ? chosen : await chooseBackend({ anew: true });
}

async function open(name: string, options?: BackendOptions): Promise<Engine> {
  const backend = Object.hasOwn(BACKENDS, name) ? BACKENDS[name] : undefined;
  if (backend) return await backend.open(options);
  throw new UserError(
    `There is no backend "${name}": choose one of ${BACKEND_NAMES.join(", ")}`,
    { usage: true },
  );
}
