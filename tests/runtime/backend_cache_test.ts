import assert from "node:assert/strict";
import { dirname } from "node:path";
import {
  backendCacheFile,
  readBackendRecord,
  writeBackendRecord,
} from "../../src/runtime/backend_cache.ts";
import { withCacheFolder } from "./cache_folder.ts";

const RECORD = {
  fingerprint: "linux x64; some processor",
  backend: "cpu",
  findings: [{ backend: "cpu", works: true, milliseconds: 61.25 }],
};

Deno.test("writeBackendRecord() keeps what readBackendRecord() finds on the same machine", async () => {
  await withCacheFolder(async () => {
    assert.equal(await readBackendRecord(RECORD.fingerprint), undefined);
    await writeBackendRecord(RECORD);
    assert.deepEqual(await readBackendRecord(RECORD.fingerprint), RECORD);
    assert.equal(await readBackendRecord(`${RECORD.fingerprint}, new driver`), undefined);
  });
});

Deno.test("writeBackendRecord() makes its folder", async () => {
  await withCacheFolder(async (file) => {
    await Deno.remove(dirname(file));
    await writeBackendRecord(RECORD);
    assert.deepEqual(await readBackendRecord(RECORD.fingerprint), RECORD);
  });
});

Deno.test("writeBackendRecord() leaves one whole record, whoever writes at the same time", async () => {
  await withCacheFolder(async (file) => {
    const findings = Array.from({ length: 200 }, () => RECORD.findings).flat();
    await Promise.all(
      Array.from({ length: 20 }, () => writeBackendRecord({ ...RECORD, findings })),
    );
    assert.equal((await readBackendRecord(RECORD.fingerprint))?.findings.length, 200);
    const names = await Array.fromAsync(Deno.readDir(dirname(file)));
    assert.deepEqual(names.map(({ name }) => name), ["backend.json"]);
  });
});

Deno.test("readBackendRecord() takes what is damaged for nothing, and it can be replaced", async () => {
  const whole = JSON.stringify(RECORD);
  const { backend: _, ...lacking } = RECORD;
  const damaged = [
    ...["", "null", "[]", "7", whole.slice(0, -9), "\0\xff"],
    JSON.stringify(lacking),
    JSON.stringify({ ...RECORD, findings: [null] }),
  ];
  await withCacheFolder(async (file) => {
    for (const text of damaged) {
      await Deno.writeTextFile(file, text);
      assert.equal(await readBackendRecord(RECORD.fingerprint), undefined, text);
      await writeBackendRecord(RECORD);
      assert.deepEqual(await readBackendRecord(RECORD.fingerprint), RECORD, text);
    }
  });
});

Deno.test("a record that can neither be read nor written is no error, and leaves no trace", async () => {
  await withCacheFolder(async (file) => {
    await Deno.mkdir(file);
    await Deno.writeTextFile(`${file}/inside`, "");
    await writeBackendRecord(RECORD);
    assert.equal(await readBackendRecord(RECORD.fingerprint), undefined);
    const names = await Array.fromAsync(Deno.readDir(dirname(file)));
    assert.deepEqual(names.map(({ name }) => name), ["backend.json"]);

    await Deno.remove(dirname(file), { recursive: true });
    await Deno.writeTextFile(dirname(file), "a file where the folder should be");
    await writeBackendRecord(RECORD);
    assert.equal(await readBackendRecord(RECORD.fingerprint), undefined);
  });
});

Deno.test({
  name: "backendCacheFile() follows the XDG convention, and has a place without it",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withCacheFolder(async () => {
      const home = Deno.env.get("HOME");
      try {
        Deno.env.set("XDG_CACHE_HOME", "/tmp/my cache");
        assert.equal(await backendCacheFile(), "/tmp/my cache/unblend/backend.json");
        Deno.env.set("XDG_CACHE_HOME", "");
        Deno.env.set("HOME", "/home/someone");
        assert.equal(await backendCacheFile(), "/home/someone/.cache/unblend/backend.json");
        Deno.env.delete("HOME");
        assert.equal(await backendCacheFile(), undefined);
      } finally {
        if (home !== undefined) Deno.env.set("HOME", home);
      }
    }),
});
