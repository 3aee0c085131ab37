import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { PATH } from "./split_cases.ts";

Deno.test("split() may neither write nor use the network, and prints nothing", async () => {
  const [mod, config] = ["mod.ts", "deno.json"]
    .map((name) => new URL(`../../${name}`, import.meta.url).href) as [string, string];
  const script = `import { split } from ${JSON.stringify(mod)};
    const { report } = await split(${JSON.stringify(PATH)}, { size: 32, steps: 2 });
    Deno.exit(report.stepsDone === 2 ? 42 : 1);`;
  const process = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-check", "--no-prompt", "--config", fileURLToPath(config)],
      ...["--allow-read", "--allow-env", "--allow-ffi", "--allow-sys"],
      `data:application/typescript,${encodeURIComponent(script)}`,
    ],
    stdout: "piped",
    stderr: "piped",
  });
  const { code, stdout, stderr } = await process.output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assert.deepEqual([text(stdout), text(stderr), code], ["", "", 42]);
});
