/**
 * Packs Deno, the npm packages and the project into one archive for an x86-64 Linux machine without
 * a network, and prints the two lines that run it there. Needs x86-64 Linux, git, tar, xz, and npm's
 * registry.
 *
 *     deno run -A bench/pack.ts [unblend-linux-x64.tar.xz]
 *
 * @module
 */
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const LIMIT = 50 * 2 ** 20;
/** Every script that is started by itself, and all that it imports. */
const ENTRIES = [
  "cli.ts",
  "mod.ts",
  "src/decompose/split_worker.ts",
  "src/learn/training/training_worker.ts",
  "src/cli/doctor_process.ts",
  "src/runtime/probe_process.ts",
];
/** Of the project: what is only looked at. */
const NOT_PACKED = /^(docs|\.ci)\//;
/** Of the packages: other systems' binaries, and what only a compiler, an editor or a debugger reads. */
const LEFT_OUT = [
  /\/bin\/napi-v\d\/(?!linux\/x64\/)/,
  /linuxmusl.*\/lib\//,
  /\.([cm]?ts|map|md|flow|cc|h)$/,
  /\/protobufjs\/[\d.]+\/(dist|cli)\//,
];

const archive = resolve(Deno.args[0] ?? "unblend-linux-x64.tar.xz");
if (Deno.build.target !== "x86_64-unknown-linux-gnu") {
  console.error(`The archive can only be made on x86-64 Linux, not on ${Deno.build.target}`);
  Deno.exit(1);
}
const stage = await Deno.makeTempDir({ prefix: "unblend-pack-" });
try {
  const folder = join(stage, "unblend");
  await copyProject(folder);
  await Deno.copyFile(Deno.execPath(), join(folder, "deno"));
  await fetchPackages(folder, join(stage, "fetched"));
  await tryOut(folder);
  await compress(stage, archive);
} finally {
  await Deno.remove(stage, { recursive: true });
}
const { size } = await Deno.stat(archive);
console.log(`${archive}: ${(size / 2 ** 20).toFixed(1)} MiB. On the other machine:\n`);
console.log(`    tar -xJf ${archive.split("/").at(-1)} && cd unblend`);
console.log(
  "    DENO_DIR=$PWD/packages ./deno run -A --cached-only cli.ts split fixtures/two-people.png",
);
if (size > LIMIT) {
  console.error("That is more than 50 MiB");
  Deno.exit(1);
}

/** Copies what git has of the project, as it is in the working tree. */
async function copyProject(folder: string): Promise<void> {
  const files = (await run("git", ["-C", ROOT, "ls-files"])).trim().split("\n");
  for (const file of files.filter((file) => !NOT_PACKED.test(file))) {
    await Deno.mkdir(dirname(join(folder, file)), { recursive: true });
    await Deno.copyFile(join(ROOT, file), join(folder, file));
  }
}

/** Has Deno fetch the packages into an empty cache, and takes what this system needs of them. */
async function fetchPackages(folder: string, cache: string): Promise<void> {
  const entries = ENTRIES.map((entry) => join(folder, entry));
  await run(Deno.execPath(), ["cache", "--frozen", ...entries], { DENO_DIR: cache });
  for await (const path of filesIn(join(cache, "npm"))) {
    const name = path.slice(cache.length);
    if (LEFT_OUT.some((pattern) => pattern.test(name))) continue;
    const target = join(folder, "packages", name);
    await Deno.mkdir(dirname(target), { recursive: true });
    await Deno.copyFile(path, target);
  }
}

/** Splits a photo from a copy of what is packed, without a network. */
async function tryOut(folder: string): Promise<void> {
  const out = join(dirname(folder), "layers");
  const photo = join(folder, "fixtures/two-people.png");
  const permissions = ["--allow-all", "--deny-net", "--cached-only", "--frozen"];
  await run(join(folder, "deno"), [
    ...["run", ...permissions, join(folder, "cli.ts"), "split", photo],
    ...["--steps", "2", "--out", out],
  ], { DENO_DIR: join(folder, "packages"), HOME: join(dirname(folder), "home") });
  for await (const { name } of Deno.readDir(join(folder, "packages"))) {
    // What Deno has compiled in passing it compiles there again.
    if (name !== "npm") await Deno.remove(join(folder, "packages", name), { recursive: true });
  }
}

async function compress(stage: string, archive: string): Promise<void> {
  const tar = join(stage, "unblend.tar");
  await run("tar", [
    ...["--sort=name", "--owner=0", "--group=0", "--numeric-owner", "--mtime=2000-01-01"],
    ...["-C", stage, "-cf", tar, "unblend"],
  ]);
  // Nearly all of it is machine code: its jumps compress better as absolute addresses.
  await run("xz", ["--x86", "--lzma2=preset=9e,dict=192MiB,lc=4", tar]);
  await Deno.copyFile(`${tar}.xz`, archive);
}

async function* filesIn(folder: string): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const path = join(folder, name);
    if (isDirectory) yield* filesIn(path);
    else yield path;
  }
}

async function run(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(command, { args: [...args], env })
    .output();
  if (!success) throw new Error(`${command} failed: ${new TextDecoder().decode(stderr)}`);
  return new TextDecoder().decode(stdout);
}
