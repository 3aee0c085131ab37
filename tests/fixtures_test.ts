import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { loadFixtures } from "../fixtures/fixtures.ts";
import { evaluateCopy } from "../src/metrics/pairing.ts";

const DIRECTORY = new URL("../fixtures/", import.meta.url);
const fixtures = await loadFixtures();

/** All PNG files, as README.md names them. */
function files(): readonly string[] {
  return ["", "layers/"].flatMap((directory) =>
    [...Deno.readDirSync(new URL(directory, DIRECTORY))]
      .filter((entry) => entry.name.endsWith(".png"))
      .map((entry) => directory + entry.name)
  );
}

Deno.test("each fixture is the rounded mean of its layers", () => {
  for (const { name, mixture, layers: [a, b] } of fixtures) {
    assert.deepEqual(
      [a, b].map((p) => [p.width, p.height]),
      Array(2).fill([mixture.width, mixture.height]),
    );
    const furthest = mixture.data.reduce((most, v, i) => {
      const mean = ((a.data[i] as number) + (b.data[i] as number)) / 2;
      return Math.max(most, Math.abs(v - mean));
    }, 0);
    assert.ok(furthest <= 0.5 / 255 + 1e-6, `${name}: ${furthest * 255} steps`);
  }
});

Deno.test("fixtures are 128 to 256 pixels a side, of two kinds, upright and lying", () => {
  for (const { name, mixture: { width, height } } of fixtures) {
    assert.ok(
      [width, height].every((side) => side >= 128 && side <= 256),
      `${name}: ${width}x${height}`,
    );
  }
  assert.ok(fixtures.filter(({ kind }) => kind === "photo").length >= 5);
  assert.ok(fixtures.filter(({ kind }) => kind === "texture").length >= 2);
  assert.ok(fixtures.some(({ mixture }) => mixture.width > mixture.height));
  assert.ok(fixtures.some(({ mixture }) => mixture.width < mixture.height));
  const people = fixtures.find(({ name }) => name === "two-people");
  assert.deepEqual([people?.mixture.width, people?.mixture.height], [256, 256]);
  assert.equal(people?.path, fileURLToPath(new URL("two-people.png", DIRECTORY)));
});

Deno.test("each file of a fixture has its author and licence in README.md, and no file is left over", () => {
  const lines = Deno.readTextFileSync(new URL("README.md", DIRECTORY)).split("\n");
  assert.equal(files().length, 3 * fixtures.length);
  for (const file of files()) {
    const line = lines.find((line) => line.startsWith(`| \`${file}\``));
    assert.ok(line, `${file} is not in README.md`);
    if (file.startsWith("layers/")) assert.match(line, /CC0|public domain/);
  }
});

Deno.test("README.md has the metrics of the mixture taken for both layers", () => {
  const readme = Deno.readTextFileSync(new URL("README.md", DIRECTORY));
  for (const { name, kind, mixture, layers } of fixtures) {
    const line = readme.split("\n").find((line) => line.startsWith(`| \`${name}.png\``)) as string;
    const [kindCell, size, numbers] = line.split("|").slice(2).map((cell) => cell.trim());
    assert.deepEqual([kindCell, size], [kind, `${mixture.width} x ${mixture.height}`]);
    const { psnr, ssim, siSdr, detail } = evaluateCopy(mixture, layers);
    const written = (numbers as string).split(", ").map((text) => parseFloat(text));
    [psnr, ssim, siSdr, detail].forEach((value, i) => {
      assert.ok(
        Math.abs(value - (written[i] as number)) <= (i === 1 ? 0.0051 : 0.051),
        `${name}: ${value}`,
      );
    });
  }
});

Deno.test("the fixtures take less than 2 MB", () => {
  const bytes = files().reduce(
    (sum, file) => sum + Deno.statSync(new URL(file, DIRECTORY)).size,
    0,
  );
  assert.ok(bytes < 2e6, `${bytes} bytes`);
});
