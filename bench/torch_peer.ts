import { fileURLToPath } from "node:url";

/** Debian's Python, the one that `apt-get install python3-torch` serves; then whichever there is. */
const PYTHONS = ["/usr/bin/python3", "python3"];
const PEER = fileURLToPath(new URL("../../shared/peer/torch_double_dip.py", import.meta.url));

/** PyTorch, as this machine has it. */
export interface Torch {
  /** The Python that has it. */
  readonly python: string;
  /** The peer's script. */
  readonly script: string;
}

/**
 * Looks for PyTorch and the peer's script.
 *
 * @param device What it must be able to compute on: `cpu` or `cuda`.
 * @returns Undefined if there is none.
 */
export async function findTorch(device: string): Promise<Torch | undefined> {
  const works = device === "cpu" ? "True" : "torch.cuda.is_available()";
  for (const python of PYTHONS) {
    try {
      await Deno.stat(PEER);
      await run(python, ["-c", `import torch, numpy; assert ${works}`]);
      return { python, script: PEER };
    } catch {
      continue;
    }
  }
  return undefined;
}

/**
 * Times the published step in PyTorch.
 *
 * @param torch Of {@linkcode findTorch}.
 * @param options Sides of the photo in pixels, over how many steps the median is taken, threads,
 * `cpu` or `cuda`.
 * @returns Milliseconds a step.
 */
export async function torchStep(
  { python, script }: Torch,
  options: {
    readonly size: number;
    readonly steps: number;
    readonly threads: number;
    readonly device: string;
  },
): Promise<number> {
  const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const printed = await run(python, [script, "time", ...args]);
  const milliseconds = Number(/median step ([\d.]+) ms/.exec(printed)?.[1]);
  if (!milliseconds) throw new Error(`The peer printed no time: ${printed}`);
  return milliseconds;
}

async function run(python: string, args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(python, { args: [...args] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
