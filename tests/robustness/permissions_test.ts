import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { assertOneLine, namesIn, run, withPhoto } from "../cli/run_command.ts";
import { STEPLESS_FILES } from "../cli/split_runs.ts";

// What README.md says of permissions, tried on Linux: elsewhere sharp does not look for the C library.

const ignore = Deno.build.os !== "linux";
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Where Deno keeps packages. */
async function packages(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), { args: ["info", "--json"] }).output();
  return `${JSON.parse(new TextDecoder().decode(stdout)).npmCache}/registry.npmjs.org`;
}

/** What `split` needs to take a photo apart, one by one. */
async function needed(folder: string): Promise<readonly (readonly [string, string])[]> {
  const cache = await packages();
  return [
    ["read", "src"],
    ["read", "weights"],
    ["read", "deno.json"],
    ["read", "/usr/bin/ldd"],
    ["read", `${folder}/photo.jpg`],
    ["read", `${folder}/photo-layers`],
    ["write", `${folder}/photo-layers`],
    ["env", "npm_package_config_libvips"],
    ["env", "MALLOC_ARENA_MAX"],
    ["sys", "cpus"],
    ["ffi", `${cache}/@img`],
    ["ffi", `${cache}/onnxruntime-node`],
  ];
}

function flags(permissions: readonly (readonly [string, string])[]): readonly string[] {
  const byKind = Object.groupBy(permissions, ([kind]) => kind);
  return Object.entries(byKind)
    .map(([kind, of = []]) => `--allow-${kind}=${of.map(([, what]) => what).join(",")}`);
}

Deno.test({
  name: "unblend split needs the permissions that the README lists, and no others",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      const permissions = flags(await needed(folder));
      const start = { permissions, cwd: ROOT };
      const outcome = await run(["split", photo, "--quiet", "--method", "unet"], start);
      assert.deepEqual(outcome, { code: 0, stdout: "", stderr: "" });
      assert.deepEqual(await namesIn(`${folder}/photo-layers`), STEPLESS_FILES);
      // What was not asked for it cannot read or write.
      await Deno.copyFile(photo, `${folder}/other.jpg`);
      const other = await run(["split", `${folder}/other.jpg`, "--out", `${folder}/x`], start);
      assert.equal(other.code, 1);
      assertOneLine(other, /Cannot read .*other\.jpg: .*--allow-read/);
      const elsewhere = await run(["split", photo, "--out", `${folder}/x`], start);
      assert.equal(elsewhere.code, 1);
      assertOneLine(elsewhere, /Requires write access to .*\/x", run again with the --allow-write/);
    }),
});

Deno.test({
  name: "unblend split needs each of the permissions that the README lists",
  ignore,
  fn: () =>
    withPhoto(async (folder, photo) => {
      const all = await needed(folder);
      const args = ["split", photo, "--quiet", "--method", "unet"];
      for (const one of all) {
        const permissions = flags(all.filter((other) => other !== one));
        const { code, stdout, stderr } = await run(args, { permissions, cwd: ROOT });
        const last = stderr.trimEnd().split("\n").at(-1) as string;
        assert.deepEqual([code, stdout], [1, ""], `without ${one}`);
        assert.match(
          last,
          /^unblend: .*Requires \w+ access to .*, run again with/,
          `without ${one}`,
        );
        assert.deepEqual(await namesIn(folder), ["photo.jpg"], `without ${one}`);
      }
    }),
});

Deno.test("unblend's help and its complaints need no permission at all", async () => {
  for (const args of [["--help"], ["split", "--help"], ["--version"], ["recipes"]]) {
    const { code, stderr } = await run(args, { permissions: [] });
    assert.deepEqual([code, stderr], [0, ""], args.join(" "));
  }
  for (const args of [["split"], ["splitt"], ["split", "x.jpg", "--steps", "3x"]]) {
    const outcome = await run(args, { permissions: [] });
    assert.equal(outcome.code, 2, args.join(" "));
    assertOneLine(outcome, /split|steps/);
  }
});
