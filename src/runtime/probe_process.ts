import { probe } from "./probe.ts";

// Run by choose_backend.ts as a process of its own: probes the backend that is its argument.
if (import.meta.main) console.log(JSON.stringify(await probe(Deno.args[0] ?? "")));
