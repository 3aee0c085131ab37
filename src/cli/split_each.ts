import { mkdir, rmdir } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { isAbort, UserError } from "../errors.ts";
import type { Report } from "../decompose/types.ts";
import { writeFailure } from "../write_failure.ts";
import { isThere } from "../is_there.ts";
import { oneLine, tellFailure } from "./explain.ts";
import type { Interrupts } from "./interrupts.ts";
import { CHECKPOINT, folderFor } from "./output_folder.ts";
import { checkSplit, type PhotoTask, splitPhoto, type SplitValues } from "./split_photo.ts";
import { eachSummary, stoppedWords } from "./split_words.ts";

/** One of many photos, and where its layers go. */
interface Job {
  readonly path: string;
  readonly out: string;
}

/**
 * Plans the split of many photos, each by itself.
 *
 * @param paths The photos.
 * @param values The options, as they were given.
 * @returns Photos with their folders: `photo-layers` beside each, or in the folder of `--out`.
 * @throws {UserError} If two would go to the same folder, or an option is wrong, or for one photo only.
 */
export function planEach(paths: readonly string[], values: SplitValues): readonly Job[] {
  if (values.hint !== undefined) {
    throw new UserError("A hint is for one photo: leave out --each, or --hint", { usage: true });
  }
  const jobs = new Map<string, Job>();
  for (const path of paths) {
    const beside = folderFor(path);
    const out = values.out === undefined ? beside : join(values.out, basename(beside));
    checkSplit(values, out, 1);
    const other = jobs.get(resolve(out));
    if (other) {
      throw new UserError(
        `${other.path} and ${path} would both go to ${out}: split one of them by another command, ` +
          "with another --out",
        { usage: true },
      );
    }
    jobs.set(resolve(out), { path, out });
  }
  return [...jobs.values()];
}

/**
 * Splits many photos, each by itself. What fails is told on standard error, and the rest goes on.
 *
 * @param jobs Of {@linkcode planEach}.
 * @param task Options, and what is the same for all.
 * @returns The exit code: 1 if one failed, or that of a signal, after which no more are begun.
 */
export async function splitEach(
  jobs: readonly Job[],
  { interrupts, ...task }: Pick<PhotoTask, "values" | "split" | "display"> & {
    readonly interrupts: Interrupts;
  },
): Promise<number> {
  const { values, display } = task;
  const made = values.out !== undefined && await makeFolder(values.out);
  const done: { out: string; report: Report; seconds: number }[] = [];
  const [failed, left]: [string[], string[]] = [[], []];
  for (const [i, { path, out }] of jobs.entries()) {
    if (interrupts.exitCode !== undefined) {
      left.push(path);
      continue;
    }
    display.say(`Photo ${i + 1} of ${jobs.length}`);
    const start = performance.now();
    try {
      const resume = values.resume && await isThere(join(out, CHECKPOINT));
      if (values.resume && !resume && await isThere(join(out, "report.json"))) {
        display.say(`${out} is complete`);
        continue;
      }
      const own = { ...task, values: { ...values, resume }, signal: interrupts.signal };
      const report = await splitPhoto({ ...own, paths: [path], out });
      done.push({ out, report, seconds: (performance.now() - start) / 1000 });
      if (report.stopped) console.error(await stoppedWords(report, out));
    } catch (error) {
      if (interrupts.exitCode !== undefined && isAbort(error)) left.push(path);
      else {
        tellFailure(error, path);
        failed.push(path);
      }
    }
  }
  // Only if nothing was written there.
  if (made) await rmdir(values.out as string).catch(() => {});
  if (!values.quiet && done.length > 0) console.log(eachSummary(done));
  const tell = (what: string, paths: readonly string[]) =>
    console.error(oneLine(`${what}, ${paths.length} of ${jobs.length}: ${paths.join(", ")}`));
  if (failed.length > 0) tell("Failed", failed);
  if (left.length > 0) tell("Not begun", left);
  const isStopped = left.length > 0 || done.some(({ report }) => report.stopped);
  return isStopped ? interrupts.exitCode ?? 1 : failed.length > 0 ? 1 : 0;
}

/** Makes the folder for all, unless it is there; tells whether it did. */
async function makeFolder(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw writeFailure(path, error);
  }
}
