import { fileURLToPath } from "node:url";
import type { Picture } from "../mod.ts";
import { cropPicture } from "../src/image/pad_picture.ts";
import { readPicture } from "../src/image/read_picture.ts";

/** Debian's Python, the one that `apt-get install python3-torch` serves; then whichever there is. */
const PYTHONS = ["/usr/bin/python3", "python3"];
/** What is done in PyTorch, and how its script is asked for the time of a step. */
const SCRIPTS = {
  /** The published step of Double-DIP. */
  fit: ["../../shared/peer/torch_double_dip.py", "time"],
  /** The published fit to the mean of two photos. */
  split: ["../../shared/peer/torch_double_dip.py", "split"],
  /** The training step of our network. */
  training: ["./torch_training.py"],
} as const;

/** PyTorch, as this machine has it. */
export interface Torch {
  /** The Python that has it. */
  readonly python: string;
  /** The script, and what comes before its options. */
  readonly script: readonly string[];
}

/**
 * Looks for PyTorch and a script for it.
 *
 * @param what Whose step it times.
 * @param device What it must be able to compute on: `cpu` or `cuda`.
 * @returns Undefined if there is none.
 */
export async function findTorch(
  what: keyof typeof SCRIPTS,
  device: string,
): Promise<Torch | undefined> {
  const [path, ...command] = SCRIPTS[what];
  const script = fileURLToPath(new URL(path, import.meta.url));
  const works = device === "cpu" ? "True" : "torch.cuda.is_available()";
  for (const python of PYTHONS) {
    try {
      await Deno.stat(script);
      await run(python, ["-c", `import torch, numpy; assert ${works}`]);
      return { python, script: [script, ...command] };
    } catch {
      continue;
    }
  }
  return undefined;
}

/**
 * Times a step in PyTorch.
 *
 * @param torch Of {@linkcode findTorch}.
 * @param options What the script takes: sides of the photo in pixels, over how many steps the median
 * is taken, threads; `cpu` or `cuda`, or how large a batch.
 * @returns Milliseconds a step.
 */
export async function torchStep(
  { python, script }: Torch,
  options: {
    readonly size: number;
    readonly steps: number;
    readonly threads: number;
    readonly device?: string;
    readonly batch?: number;
  },
): Promise<number> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const printed = await run(python, [...script, ...args]);
  const milliseconds = Number(/median step ([\d.]+) ms/.exec(printed)?.[1]);
  if (!milliseconds) throw new Error(`The peer printed no time: ${printed}`);
  return milliseconds;
}

/**
 * Has PyTorch fit the published networks to the mean of two photos.
 *
 * @param torch Of {@linkcode findTorch}.
 * @param files The photos.
 * @param options Sides of the square that is cut out of them, in pixels; steps.
 * @returns The layers, the photos as they were cut out, and how long it took.
 */
export async function torchSplit(
  { python, script }: Torch,
  files: readonly [string, string],
  { size, steps }: { readonly size: number; readonly steps: number },
): Promise<{
  readonly layers: readonly [Picture, Picture];
  readonly truth: readonly [Picture, Picture];
  readonly seconds: number;
}> {
  const sheet = await Deno.makeTempFile({ suffix: ".png" });
  try {
    const options = ["--size", `${size}`, "--steps", `${steps}`, "--sheet", sheet];
    const printed = await run(python, [...script, ...files, ...options]);
    const seconds = Number(printed.trim().split("\n").at(-1)?.split("\t")[1]);
    const row = await readPicture(sheet);
    // Mixture, two layers, two photos.
    const part = (i: number) =>
      cropPicture(row, { left: i * size, top: 0, width: size, height: size });
    return { layers: [part(1), part(2)], truth: [part(3), part(4)], seconds };
  } finally {
    await Deno.remove(sheet);
  }
}

async function run(python: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(python, { args: [...args] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
