import { basename, join } from "node:path";
import type { Settings } from "../decompose/options.ts";
import type { Report } from "../decompose/types.ts";
import type { Size } from "../image/resize_picture.ts";
import { isThere } from "../is_there.ts";
import { duration } from "./duration.ts";
import { columns } from "./help.ts";
import { CHECKPOINT } from "./output_folder.ts";

/**
 * Tells in one line what is about to be done.
 *
 * @param paths The photos.
 * @param size That of the first of them, in pixels.
 * @param settings How it is taken apart.
 */
export function splitPlan(
  paths: readonly string[],
  { width, height }: Size,
  { recipeName, method, init, steps, size, seed, tiles }: Settings,
): string {
  const names = paths.map((path) => basename(path)).join(", ");
  const windows = tiles && Math.max(width, height) > size;
  const how = method === "direct"
    ? recipeName
    : method === "unet"
    ? `the trained network${windows ? ` in windows of ${size} px` : ""}`
    : `${steps} steps of ${recipeName} ${windows ? "in each window of" : "at"} ${size} px, ` +
      `seed ${seed}` + (init === "unet" ? ", from the trained network" : "");
  return `${names}, ${width} x ${height}: ${how}`;
}

/**
 * Tells what a photographer wants to know at the end.
 *
 * @param report What came of it.
 * @param folder Where it was written.
 * @returns A few lines; the last two say how far to trust it.
 */
export function splitSummary(report: Report, folder: string): string {
  const { stepsDone, timings: { startSeconds, fitSeconds }, reproduction, verdict } = report;
  // What is less than half a level of eight bits vanishes when the files are written.
  const exact = reproduction.maxError < 0.5 / 255;
  const sum = exact ? "but for rounding" : `to ${reproduction.psnr.toFixed(1)} dB`;
  const { method, recipe } = report.settings;
  const windows = report.tiles ? ` in ${report.tiles.count} windows` : "";
  const work = method === "direct"
    ? [recipe, ...Object.entries(report.found).map(([name, value]) => `${name} ${shown(value)}`)]
      .join(", ")
    : method === "unet"
    ? `the trained network${windows}`
    : `${stepsDone} steps${windows} in ${duration(startSeconds + fitSeconds)}`;
  return [
    folder,
    `  ${work}`,
    `  the layers add up to the photo ${sum}`,
    "  comparison.png shows photo, layers and mask side by side",
    `  ${verdict.words}`,
    `  score ${verdict.score.toFixed(2)} of 1`,
  ].join("\n");
}

/**
 * Tells the same of many photos.
 *
 * @param done Where each was written, what came of it, and how many seconds it took.
 * @returns One line a photo: folder, verdict, score, time.
 */
export function eachSummary(
  done: readonly {
    readonly out: string;
    readonly report: Pick<Report, "verdict">;
    readonly seconds: number;
  }[],
): string {
  return columns(done.map(({ out, report: { verdict }, seconds }) => {
    const word = /^(separated|partly|could not be separated)/.exec(verdict.words)?.[0];
    return [out, `${word}, score ${verdict.score.toFixed(2)} of 1, ${duration(seconds)}`];
  })).join("\n");
}

/**
 * Tells of a split that was stopped.
 *
 * @param report What there is of it.
 * @param folder Where it was written.
 */
export async function stoppedWords(report: Report, folder: string): Promise<string> {
  const steps = report.settings.steps * (report.tiles?.count ?? 1);
  return `Stopped at step ${report.stepsDone} of ${steps}; wrote what there is to ${folder}` +
    await howToGoOn(folder);
}

/**
 * Tells how to go on with what a folder has of a fit.
 *
 * @param folder Where its checkpoint is, if there is one.
 * @returns The end of a sentence; nothing without a checkpoint.
 */
export async function howToGoOn(folder: string): Promise<string> {
  return await isThere(join(folder, CHECKPOINT)) ? "; the same command with --resume goes on" : "";
}

function shown(value: number | readonly number[]): string {
  return [value].flat().map((v) => Number(v.toFixed(3))).join(" ");
}
