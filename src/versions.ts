import config from "../deno.json" with { type: "json" };

/** The version of this program. */
export const VERSION: string = config.version;

/** What a result depends on: this program, its engine, its picture library, Deno. */
export const VERSIONS: Readonly<Record<string, string>> = {
  unblend: VERSION,
  deno: Deno.version.deno,
  "onnxruntime-node": pinned("onnxruntime-node"),
  sharp: pinned("sharp"),
};

/** The version that deno.json pins a package to, from its specifier `npm:name@version`. */
function pinned(name: keyof typeof config.imports): string {
  return config.imports[name].split("@").at(-1) ?? "";
}
