import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { UserError } from "../../src/errors.ts";
import { readBackendRecord, writeBackendRecord } from "../../src/runtime/backend_cache.ts";
import { BACKENDS } from "../../src/runtime/backends.ts";
import { chooseBackend } from "../../src/runtime/choose_backend.ts";
import { fastest } from "../../src/runtime/finding.ts";
import { fingerprint } from "../../src/runtime/fingerprint.ts";
import { backendBehind, openBackend } from "../../src/runtime/open_backend.ts";
import { withCacheFolder } from "./cache_folder.ts";

const cpu = { backend: "cpu", works: true, milliseconds: 60 };

Deno.test("fastest() is the backend with the shortest step", () => {
  const cuda = { backend: "cuda", works: true, milliseconds: 9.5 };
  const webgpu = { backend: "webgpu", works: true, milliseconds: 61 };
  assert.equal(fastest([cpu, webgpu, cuda]), cuda);
  assert.equal(fastest([cpu, webgpu]), cpu);
});

Deno.test("fastest() is never one that does not work, that was not timed, or that is software", () => {
  const broken = { backend: "cuda", works: false, milliseconds: 1 };
  const untimed = { backend: "tensorflow", works: true };
  const software = { backend: "webgpu", works: true, software: true, milliseconds: 1 };
  assert.equal(fastest([broken, untimed, software, cpu]), cpu);
  assert.equal(fastest([broken, software, untimed]), undefined);
});

Deno.test("chooseBackend() probes once, and again only when told or on another machine", async () => {
  await withCacheFolder(async () => {
    const machine = await fingerprint();
    const chosen = await chooseBackend();
    assert.ok(Object.hasOwn(BACKENDS, chosen));
    assert.equal((await readBackendRecord(machine))?.backend, chosen);

    // A probe would write a record without this mark.
    const mark = [{ backend: "mark", works: false }];
    await writeBackendRecord({ fingerprint: machine, backend: "cpu", findings: mark });
    assert.equal(await chooseBackend(), "cpu");
    assert.deepEqual((await readBackendRecord(machine))?.findings, mark);

    await chooseBackend({ anew: true });
    assert.deepEqual((await readBackendRecord(machine))?.findings, []);

    await writeBackendRecord({ fingerprint: "another machine", backend: "cpu", findings: mark });
    await chooseBackend();
    assert.deepEqual((await readBackendRecord(machine))?.findings, []);
  });
});

Deno.test("openBackend() opens another engine when the one it remembers is gone", async () => {
  await withCacheFolder(async () => {
    const machine = await fingerprint();
    for (const backend of ["cuda", "gone"]) {
      await writeBackendRecord({ fingerprint: machine, backend, findings: [] });
      assert.ok((await openBackend("auto")).device.length > 0, backend);
      const kept = await readBackendRecord(machine);
      assert.ok(Object.hasOwn(BACKENDS, kept?.backend ?? ""), backend);
    }
  });
});

Deno.test("backendBehind() tells what auto stands for, also when what it remembers is gone", async () => {
  await withCacheFolder(async () => {
    const machine = await fingerprint();
    for (const backend of ["cpu", "cuda", "gone"]) {
      await writeBackendRecord({ fingerprint: machine, backend, findings: [] });
      const name = await backendBehind("auto");
      assert.equal((await openBackend(name)).name, name, backend);
    }
  });
  // It is for others to say that there is no such thing.
  for (const name of ["cpu", "tensorflow", "abacus"]) assert.equal(await backendBehind(name), name);
});

Deno.test("openBackend() opens a backend by its name, and knows the names there are", async () => {
  assert.equal((await openBackend("cpu")).name, "cpu");
  for (const name of ["gpu", "toString", ""]) {
    await assert.rejects(openBackend(name), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.exitCode, 2);
      assert.ok(error.message.startsWith(`There is no backend "${name}": choose one of auto, cpu`));
      return true;
    });
  }
});

Deno.test("openBackend() finds an engine, and asks for nothing, where little is permitted", async () => {
  await withCacheFolder(async (file, env) => {
    const module = new URL("../../src/runtime/open_backend.ts", import.meta.url);
    const config = fileURLToPath(new URL("../../deno.json", import.meta.url));
    const script = `import { openBackend } from ${JSON.stringify(module.href)};
      console.log((await openBackend("auto")).name);`;
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--quiet", "--no-check", "--no-prompt", "--config", config],
        ...["--allow-read", "--allow-ffi", "--allow-sys", "--allow-env"],
        `data:application/typescript,${encodeURIComponent(script)}`,
      ],
      env,
    }).output();
    const [out = "", err] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
    assert.equal(err, "");
    assert.ok(Object.hasOwn(BACKENDS, out.trim()), out);
    await assert.rejects(Deno.stat(file), Deno.errors.NotFound);
  });
});
