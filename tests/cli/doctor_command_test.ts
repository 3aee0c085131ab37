import assert from "node:assert/strict";
import { BACKEND_NAMES, BACKENDS } from "../../src/runtime/backends.ts";
import { withCacheFolder } from "../runtime/cache_folder.ts";
import { run } from "./run_command.ts";

Deno.test("unblend doctor tells of every engine, and remembers what it has measured", async () => {
  await withCacheFolder(async (file) => {
    const json = await run(["doctor", "--json"]);
    assert.deepEqual([json.code, json.stderr], [0, ""]);
    const { auto, engines } = JSON.parse(json.stdout);
    const names = engines.map(({ backend }: { backend: string }) => backend);
    assert.deepEqual(names, Object.keys(BACKENDS));
    assert.ok(BACKEND_NAMES.includes(auto));
    for (const engine of engines) {
      if (engine.works) assert.ok(engine.device.length > 0 && engine.memory > 1e8, engine.backend);
      else assert.match(engine.problem, /^[^\n]*\S$/);
    }
    const [cpu] = engines;
    assert.ok(cpu.works && cpu.milliseconds > 1);

    const record = JSON.parse(await Deno.readTextFile(file));
    assert.equal(record.backend, auto);
    record.findings[0].milliseconds = 98765.4;
    await Deno.writeTextFile(file, JSON.stringify(record));
    const table = await run(["doctor"]);
    assert.equal(table.code, 0);
    assert.match(
      table.stdout,
      /^Engine +Found +Device +Memory +Step at 256 px\ncpu +yes .* 98765\.4 ms\n/,
    );
    assert.match(table.stdout, /Times are from an earlier run: doctor --refresh measures anew\n$/);
    for (const name of names) {
      assert.match(table.stdout, new RegExp(`^${name} +(yes|no|soft)`, "m"));
    }

    const anew = await run(["doctor", "--refresh"]);
    assert.equal(anew.code, 0);
    assert.match(anew.stderr, /^Trying cpu\n/);
    assert.doesNotMatch(anew.stdout, /98765|earlier run/);
  });
});

Deno.test("unblend doctor ends with 1, and says why, where nothing works", async () => {
  await withCacheFolder(async (file) => {
    // Without permission to start a process no engine can be tried.
    const permissions = ["--allow-read", "--allow-env", "--allow-sys"];
    const { code, stdout } = await run(["doctor"], { permissions });
    assert.equal(code, 1);
    assert.match(stdout, /^cpu +no +It could not be tried: Requires run access/m);
    assert.match(stdout, /auto has no engine to take\n$/);
    await assert.rejects(Deno.stat(file), Deno.errors.NotFound);
  });
});
