import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("..", import.meta.url));

Deno.test("the examples in the documentation comments have the right types and run", async () => {
  // In a folder of their own: one writes a file. And by a configuration that lets imports go unused:
  // Deno imports all that a module exports into each of its examples.
  const folder = await Deno.makeTempDir({ prefix: "unblend-test-" });
  try {
    const compilerOptions = { ...config.compilerOptions, noUnusedLocals: false };
    const own = JSON.stringify({ ...config, compilerOptions });
    await Deno.writeTextFile(`${folder}/deno.json`, own);
    await Deno.symlink(`${ROOT}/fixtures`, `${folder}/fixtures`);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["test", "--doc", "--allow-all", "--config", `${folder}/deno.json`],
        ...["--lock", `${ROOT}/deno.lock`, "--frozen", `${ROOT}/mod.ts`, `${ROOT}/src`],
      ],
      cwd: folder,
      env: { NO_COLOR: "1" },
    }).output();
    const [out = "", err = ""] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assert.ok(success, `${out}${err}`);
    const [, passed] = /^ok \| (\d+) passed/m.exec(out) ?? [];
    assert.ok(Number(passed) >= 10, out);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
