import { encodePng } from "../../image/encode_png.ts";
import type { Picture } from "../../image/picture.ts";
import { readPicture } from "../../image/read_picture.ts";
import { evaluateCopy } from "../../metrics/pairing.ts";
import { pictureGrid } from "../../report/picture_grid.ts";
import type { Measured } from "./evaluate.ts";
import type { KnownPair } from "./pairs_folder.ts";

/** Pairs of each kind: the worst, those in the middle, and the best. */
const EACH = 3;

/**
 * Collects pairs for a sheet that shows the worst, the middle and the best of them, by what the last
 * method gains over the copy. Rows wait as PNG: a thousand pairs take little memory.
 */
export class EvaluationSheet {
  readonly #rows: { readonly gain: number; readonly png: Uint8Array }[] = [];

  /**
   * Takes in a pair.
   *
   * @param pair Mixture and true layers.
   * @param measured What each method answered.
   */
  async add(
    { mixture, layers: truth }: KnownPair,
    measured: Readonly<Record<string, Measured>>,
  ): Promise<void> {
    const answers = Object.entries(measured).filter(([name]) => name !== "copy");
    const last = answers.at(-1)?.[1] ?? measured["copy"];
    const gain = (last?.evaluation.psnr ?? 0) - evaluateCopy(mixture, truth).psnr;
    // Layers have no order: each answer is shown in that of the truth.
    const shown = answers.flatMap(([, { layers: [a, b], evaluation: { swapped } }]) =>
      swapped ? [b, a] : [a, b]
    );
    const row = await pictureGrid([[mixture, ...truth, ...shown]]);
    this.#rows.push({ gain, png: await encodePng(row) });
  }

  /**
   * Draws the sheet: a row a pair, with mixture, true layers, and the layers of each method but the
   * copy. The worst pair comes first.
   *
   * @returns The sheet, [3,h,w].
   */
  async draw(): Promise<Picture> {
    const sorted = this.#rows.toSorted((a, b) => a.gain - b.gain);
    const middle = Math.floor((sorted.length - EACH) / 2);
    const chosen = sorted.filter((_, i) =>
      i < EACH || (i >= middle && i < middle + EACH) || i >= sorted.length - EACH
    );
    const rows = await Promise.all(chosen.map(({ png }) => readPicture(png)));
    return await pictureGrid(rows.map((row) => [row]));
  }
}
