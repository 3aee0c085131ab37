import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { loadWeights } from "../../src/weights/load_weights.ts";
import { encodeWeights } from "../../src/weights/weights.ts";
import { withDirectory } from "../image/files.ts";
import { TINY, untrained } from "../nn/tiny_networks.ts";
import { isUserError } from "./bytes.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

Deno.test("loadWeights() reads a file, and says where it is from and what it hashes to", async () => {
  const { file: _, sha256: __, ...weights } = untrained(TINY["difference"]);
  const bytes = encodeWeights(weights);
  await withDirectory(async (path) => {
    const file = path("tiny.safetensors");
    await Deno.writeFile(file, bytes);
    const { network, parameters, ...loaded } = await loadWeights(file);
    assert.deepEqual(network, weights.network);
    assert.equal(parameters.length, weights.parameters.length);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    assert.deepEqual(loaded, { file, sha256, notes: {} });
  });
});

Deno.test("loadWeights() refuses files that are missing, folders, and other files, in one line", async () => {
  await withDirectory(async (path) => {
    await Deno.writeTextFile(path("photo.jpg"), "not a photo either, but long enough");
    const folder = dirname(path("x"));
    for (
      const [file, expected] of [
        [path("none"), /^Cannot read the weights \S+none: there is no such file$/],
        [folder, /^Cannot read the weights \S+: EISDIR/],
        [path("photo.jpg"), /^Cannot read \S+photo\.jpg: it is not a safetensors file/],
      ] as const
    ) {
      await assert.rejects(loadWeights(file), (error) => isUserError(error, expected));
    }
  });
});

Deno.test("loadWeights() refuses other weights in the place of those that ship", async () => {
  const { file: _, sha256: __, ...weights } = untrained(TINY["difference"]);
  // A copy of the program, whose weights can be replaced.
  await withDirectory(async (path) => {
    for (const folder of ["src/weights", "src/graph", "src/nn", "weights"]) {
      await Deno.mkdir(path(folder), { recursive: true });
    }
    for (const folder of ["src", "src/weights", "src/graph", "src/nn"]) {
      for await (const { name, isFile } of Deno.readDir(join(ROOT, folder))) {
        if (isFile) await Deno.copyFile(join(ROOT, folder, name), path(join(folder, name)));
      }
    }
    const { href } = pathToFileURL(path("src/weights/load_weights.ts"));
    const copy: { loadWeights: typeof loadWeights } = await import(href);
    const refused = (expected: RegExp) =>
      assert.rejects(copy.loadWeights(), (error: Error) => {
        // The copy's UserError is another class of the same name.
        assert.equal(error.name, "UserError");
        assert.doesNotMatch(error.message, /\n/);
        assert.match(error.message, expected);
        return true;
      });
    await refused(/^Cannot read the weights .*unblend\.safetensors: there is no such file$/);
    await Deno.writeFile(path("weights/unblend.safetensors"), encodeWeights(weights));
    await refused(/not those that belong to this version \(SHA-256 [0-9a-f]{64}, not [0-9a-f]*\)/);
    // Named, they are used all the same.
    const { network } = await copy.loadWeights(path("weights/unblend.safetensors"));
    assert.deepEqual(network, weights.network);
  });
});

Deno.test("loadWeights() without a file: the weights that ship are those that were measured", async () => {
  const { file, sha256, parameters, notes } = await loadWeights();
  assert.equal(file, "unblend.safetensors");
  assert.match(sha256, /^[0-9a-f]{64}$/);
  assert.ok(parameters.length > 0);
  assert.ok(parameters.every(({ data }) => data.every(Number.isFinite)));
  assert.ok(Number(notes["psnr"]) > Number(notes["copy"]), "better than the copy");
});
