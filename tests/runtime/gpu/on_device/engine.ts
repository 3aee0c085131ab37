import { BACKENDS } from "../../../../src/runtime/backends.ts";
import type { Engine } from "../../../../src/runtime/engine.ts";

const backend = BACKENDS[Deno.args[0] ?? ""];
if (!backend) throw new TypeError(`No backend "${Deno.args[0]}"`);

/** The engine of the backend that is this process's argument. */
export const ENGINE: Engine = await backend.open();
