import { fileURLToPath } from "node:url";

/** Debian's Python, the one that `apt-get install python3-torch` serves. */
const PYTHON = "/usr/bin/python3";
const PEER = fileURLToPath(new URL("../../shared/peer/torch_double_dip.py", import.meta.url));

/** The peer's script, if it and its torch are there. */
export async function findTorch(): Promise<string | undefined> {
  try {
    await Deno.stat(PEER);
    await run(["-c", "import torch, numpy"]);
    return PEER;
  } catch {
    return undefined;
  }
}

/**
 * Times the published step in PyTorch.
 *
 * @param peer Of {@linkcode findTorch}.
 * @param size Sides of the photo, in pixels.
 * @param steps Over how many steps the median is taken.
 * @param threads Threads of PyTorch.
 * @returns Milliseconds a step.
 */
export async function torchStep(
  peer: string,
  size: number,
  steps: number,
  threads: number,
): Promise<number> {
  const numbers = { size, steps, threads };
  const options = Object.entries(numbers).flatMap(([name, n]) => [`--${name}`, `${n}`]);
  const printed = await run([peer, "time", ...options]);
  const milliseconds = Number(/median step ([\d.]+) ms/.exec(printed)?.[1]);
  if (!milliseconds) throw new Error(`The peer printed no time: ${printed}`);
  return milliseconds;
}

async function run(args: readonly string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(PYTHON, { args: [...args] }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
  return new TextDecoder().decode(stdout);
}
