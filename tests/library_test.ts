import assert from "node:assert/strict";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import config from "../deno.json" with { type: "json" };

const ROOT = fileURLToPath(new URL("../", import.meta.url));

/** Every TypeScript file under a folder. */
async function* sources(folder: string): AsyncGenerator<string> {
  for await (const entry of Deno.readDir(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory) yield* sources(path);
    else if (path.endsWith(".ts")) yield path;
  }
}

Deno.test("mod.ts can be imported by a program that knows nothing of deno.json", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const program = `
      import { split } from ${JSON.stringify(new URL("../mod.ts", import.meta.url).href)};
      const photo = ${JSON.stringify(join(ROOT, "fixtures", "gravel-brick.png"))};
      const { report } = await split(photo, { size: 32, steps: 2 });
      console.log(report.stepsDone);
    `;
    await Deno.writeTextFile(join(folder, "main.ts"), program);
    const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "main.ts"],
      cwd: folder,
      stderr: "piped",
    }).output();
    assert.equal(code, 0, new TextDecoder().decode(stderr));
    assert.equal(new TextDecoder().decode(stdout), "2\n");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("src names packages in full, by the versions that deno.json pins", async () => {
  // Names out of deno.json would serve this folder alone, not a program elsewhere that imports mod.ts.
  const pinned: ReadonlySet<string> = new Set(Object.values(config.imports));
  let found = 0;
  for await (const path of sources(join(ROOT, "src"))) {
    const text = await Deno.readTextFile(path);
    for (const [, specifier = ""] of text.matchAll(/\b(?:from |import\()"([^"]+)"/g)) {
      if (/^(\.|node:)/.test(specifier)) continue;
      assert.ok(pinned.has(specifier), `${path} imports "${specifier}"`);
      found++;
    }
  }
  assert.ok(found >= 4);
});

Deno.test("src/report draws what it is given, and knows nothing of what learns", async () => {
  let found = 0;
  for await (const path of sources(join(ROOT, "src", "report"))) {
    const text = await Deno.readTextFile(path);
    assert.doesNotMatch(text, /from "[^"]*\/learn\//, path);
    found++;
  }
  assert.ok(found >= 5);
});
