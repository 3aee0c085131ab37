import assert from "node:assert/strict";
import { type Outcome, unblend } from "../cli/run_command.ts";

/** A run that something is done to while it goes on. */
export interface Running {
  readonly process: Deno.ChildProcess;
  /** Waits until it says something on standard error. */
  readonly heard: (expected: RegExp) => Promise<void>;
  /** Waits for its end. */
  readonly end: () => Promise<Outcome>;
}

/** Starts a run. */
export function start(command: Deno.Command): Running {
  const process = command.spawn();
  const reader = process.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let stderr = "";
  const more = async () => {
    const { value = "", done } = await reader.read();
    stderr += value;
    return !done;
  };
  return {
    process,
    heard: async (expected) => {
      while (!expected.test(stderr)) assert.ok(await more(), `ended after saying: ${stderr}`);
    },
    end: async () => {
      while (await more());
      const stdout = await new Response(process.stdout).text();
      return { code: (await process.status).code, stdout, stderr };
    },
  };
}

/** Starts a fit without end, in a process of which the system's permissions hold even for root. */
export function startFit(photo: string, ...options: readonly string[]): Running {
  const args = ["split", photo, "--size", "32", "--steps", "1000000", ...options];
  return start(unblend(args, Deno.uid() === 0 ? { under: WITHOUT_PRIVILEGES } : {}));
}

const WITHOUT_PRIVILEGES = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"];
