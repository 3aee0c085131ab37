import assert from "node:assert/strict";
import { fingerprint } from "../../src/runtime/fingerprint.ts";
import { VERSIONS } from "../../src/versions.ts";

Deno.test("fingerprint() is the same each time, and has every version", async () => {
  const text = await fingerprint();
  assert.equal(await fingerprint(), text);
  for (const entry of Object.entries(VERSIONS)) assert.ok(text.includes(entry.join(" ")), text);
  assert.doesNotMatch(text, /\n/);
});

Deno.test({
  name: "fingerprint() is another one when other graphics drivers are chosen",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const before = Deno.env.get("VK_DRIVER_FILES");
    const text = await fingerprint();
    try {
      Deno.env.set("VK_DRIVER_FILES", "/nowhere/new_icd.json");
      const other = await fingerprint();
      assert.notEqual(other, text);
      assert.ok(other.includes("/nowhere/new_icd.json"));
    } finally {
      if (before === undefined) Deno.env.delete("VK_DRIVER_FILES");
      else Deno.env.set("VK_DRIVER_FILES", before);
    }
  },
});
