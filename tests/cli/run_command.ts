import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { fileURLToPath } from "node:url";
import sharp from "sharp";

const CLI = fileURLToPath(new URL("../../cli.ts", import.meta.url));

/** What a command left behind when it ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** How the command is started. */
export interface Start {
  /** Deno's permissions. */
  readonly permissions?: readonly string[];
  readonly cwd?: string;
  /** A program with its arguments that starts it, such as `setpriv`. */
  readonly under?: readonly string[];
}

/** The command as a process that has not been started yet. */
export function unblend(
  args: readonly string[],
  { permissions = ["-A"], cwd, under = [] }: Start = {},
): Deno.Command {
  const [program, ...rest] = [
    ...under,
    Deno.execPath(),
    ...["run", "--quiet", "--no-check", "--no-prompt", ...permissions, CLI, ...args],
  ] as [string, ...string[]];
  return new Deno.Command(program, {
    args: rest,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...(cwd === undefined ? {} : { cwd }),
  });
}

/** Runs the command to its end. */
export async function run(...[args, options]: Parameters<typeof unblend>): Promise<Outcome> {
  const { code, stdout, stderr } = await unblend(args, options).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  return { code, stdout: text(stdout), stderr: text(stderr) };
}

/** Checks that a failure is told in one line on standard error, and nothing else. */
export function assertOneLine({ stdout, stderr }: Outcome, expected: RegExp): void {
  assert.match(stderr, /^unblend: [^\n]+\n$/);
  assert.match(stderr, expected);
  assert.equal(stdout, "");
}

/** Calls a function with a folder of its own, and removes the folder afterwards. */
export async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "unblend-test-" });
  try {
    await use(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Calls a function with a folder that holds photo.jpg, 48 x 36: a slope, and a disc over it. */
export function withPhoto(use: (folder: string, photo: string) => Promise<void>): Promise<void> {
  return withFolder(async (folder) => {
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="36">
      <linearGradient id="g"><stop stop-color="#234"/><stop offset="1" stop-color="#fda"/>
      </linearGradient><rect width="48" height="36" fill="url(#g)"/>
      <circle cx="20" cy="16" r="12" fill="#c42" fill-opacity="0.5"/></svg>`;
    const photo = `${folder}/photo.jpg`;
    await sharp(Buffer.from(drawing)).jpeg().toFile(photo);
    await use(folder, photo);
  });
}

/** The names in a folder, sorted. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await Array.fromAsync(Deno.readDir(folder));
  return entries.map(({ name }) => name).sort();
}
