import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

Deno.test("the lock file has no TensorFlow: Deno fetches all that it has, used or not", async () => {
  const lock = await Deno.readTextFile(`${ROOT}deno.lock`);
  assert.match(lock, /onnxruntime-node/);
  assert.doesNotMatch(lock, /tensorflow/i);
});

for (const entry of ["cli.ts", "mod.ts"]) {
  Deno.test(`${entry} imports no TensorFlow, not even from another module`, async () => {
    const info = new Deno.Command(Deno.execPath(), { args: ["info", "--json", entry], cwd: ROOT });
    const { success, stdout } = await info.output();
    assert.ok(success);
    const { npmPackages } = JSON.parse(new TextDecoder().decode(stdout));
    const names = Object.keys(npmPackages);
    assert.ok(names.some((name) => name.startsWith("onnxruntime-node@")), String(names));
    assert.deepEqual(names.filter((name) => /tensorflow/i.test(name)), []);
  });
}
