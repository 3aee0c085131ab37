import assert from "node:assert/strict";
import { assertOneLine, namesIn, type Outcome, run, withPhoto } from "../cli/run_command.ts";

// Disks of a few kilobytes, each mounted for one process alone, which takes it along when it ends.

const SCRIPT = `
  disk=$1 options=$2 list=$3; shift 3
  mount -t tmpfs -o "$options" none "$disk" || exit 99
  "$@"; code=$?
  ls -A "$disk" "$disk"/out > "$list" 2> /dev/null
  exit $code`;
const IN_NAMESPACE = ["unshare", "--map-root-user", "--mount", "sh", "-c"];
const MOUNTS = Deno.build.os === "linux" &&
  await new Deno.Command(IN_NAMESPACE[0] as string, {
    args: [...IN_NAMESPACE.slice(1), "mount -t tmpfs none /mnt"],
    stderr: "null",
  }).output().then(({ success }) => success, () => false);

/** Splits a photo into a folder of such a disk; tells how it ended, and what is on the disk then. */
async function splitOnto(
  options: string,
): Promise<{ readonly outcome: Outcome; readonly left: string }> {
  let [outcome, left]: [Outcome | undefined, string] = [undefined, ""];
  await withPhoto(async (folder, photo) => {
    await Deno.mkdir(`${folder}/disk`);
    const args = ["split", photo, "--quiet", "--method", "unet", "--out", `${folder}/disk/out`];
    const under = [...IN_NAMESPACE, SCRIPT, "sh", `${folder}/disk`, options, `${folder}/list`];
    outcome = await run(args, { under });
    left = (await Deno.readTextFile(`${folder}/list`)).replaceAll(folder, "");
    assert.deepEqual(await namesIn(folder), ["disk", "list", "photo.jpg"]);
  });
  return { outcome: outcome as unknown as Outcome, left };
}

Deno.test({
  name: "unblend split on a disk with room writes everything there",
  ignore: !MOUNTS,
  fn: async () => {
    const { outcome, left } = await splitOnto("size=10m");
    assert.deepEqual(outcome, { code: 0, stdout: "", stderr: "" });
    assert.match(left, /layer-1\.png\nlayer-2\.png\n/);
  },
});

// Not even the lock, a lock and the first file, all but some.
for (const size of ["4k,nr_inodes=2", "8k", "24k"]) {
  Deno.test({
    name: `unblend split on a full disk (${size}) says so in a line, and leaves nothing behind`,
    ignore: !MOUNTS,
    fn: async () => {
      const { outcome, left } = await splitOnto(`size=${size}`);
      assert.equal(outcome.code, 1);
      assertOneLine(outcome, /Cannot write to .*disk\/out: the disk is full; free some space/);
      assert.equal(left, "/disk:\n");
    },
  });
}

Deno.test({
  name: "unblend split on a disk that is read-only says so in a line",
  ignore: !MOUNTS,
  fn: async () => {
    const { outcome } = await splitOnto("ro");
    assert.equal(outcome.code, 1);
    assertOneLine(outcome, /Cannot write to .*disk\/out: it is read-only; choose another folder/);
  },
});
