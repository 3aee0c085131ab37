import { encodePicture } from "../../src/image/encode_picture.ts";
import { FORMAT_NAMES, type PictureFormat } from "../../src/image/formats.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { UserError } from "../../src/errors.ts";
import { splitResult } from "../../src/decompose/with_reconstruction.ts";
import { splitHere } from "../../src/decompose/split_here.ts";
import type { SplitResult } from "../../src/decompose/types.ts";
import { damagedInputs } from "./damaged_inputs.ts";
import type { Input } from "./input.ts";
import { originals } from "./originals.ts";
import { peakNow } from "./peak_memory.ts";

// Tries every input through the library, in one process: whatever crashes or fills the memory shows.

/** What became of an input. */
export interface Tried {
  readonly kind: string;
  readonly name: string;
  readonly expected?: Input["expected"];
  /** `split`, `refused`, or what else went wrong. */
  readonly outcome: string;
  /** What was said of it. */
  readonly message?: string;
  readonly milliseconds: number;
  /** Most that the process has used until now, in MB. */
  readonly peak: number;
}

if (import.meta.main) {
  const [photo] = await originals() as [Input];
  for (const [kind, inputs] of Object.entries(await damagedInputs(Number(Deno.args[0])))) {
    for (const input of inputs) {
      const { name, expected } = input;
      const start = performance.now();
      // What is kept of a file beside its pixels is written again, in formats of very different needs.
      const formats = /label|order/.test(kind) ? FORMAT_NAMES : ["png"] as const;
      const found = await tryInput(input, photo.bytes, formats);
      const milliseconds = Math.round(performance.now() - start);
      console.log(
        JSON.stringify({
          kind,
          name,
          expected,
          ...found,
          milliseconds,
          peak: await peakNow("self") ?? 0,
        }),
      );
    }
  }
}

async function tryInput(
  { bytes, hint }: Input,
  photo: Uint8Array,
  formats: readonly PictureFormat[],
): Promise<Pick<Tried, "outcome" | "message">> {
  try {
    // A recipe of a moment. For a hint another one, which makes use of it.
    const result = splitResult(
      hint
        ? await splitHere(photo, { recipe: "segment", hint: bytes })
        : await splitHere(bytes, { recipe: "dehaze" }),
    );
    return { outcome: flaw(result) ?? await flawOnceWritten(result, formats) ?? "split" };
  } catch (error) {
    if (!(error instanceof UserError)) return { outcome: "crashed", message: `${error}` };
    const { message } = error;
    return {
      outcome: /^[^\p{Cc}]+$/u.test(message) ? "refused" : "refused in many lines",
      message,
    };
  }
}

/** Says what is wrong with a result. */
function flaw({ layers, mask, reconstruction, report }: SplitResult): string | undefined {
  for (const { data, channels, width, height } of [...layers, mask, reconstruction]) {
    if (data.length !== channels * width * height) return "not complete";
    if (width !== report.photo.width || height !== report.photo.height) return "of another size";
    if (!data.every((v) => v >= 0 && v <= 1)) return "not in [0, 1]";
  }
  return undefined;
}

/** Writes a layer with profile, EXIF and XMP of the photo. */
async function flawOnceWritten(
  { layers: [layer], origins: [origin] }: SplitResult,
  formats: readonly PictureFormat[],
): Promise<string | undefined> {
  for (const format of formats) {
    const { width, height } = await readPicture(await encodePicture(layer, { format, origin }));
    if (width !== layer.width || height !== layer.height) return `of another size as ${format}`;
  }
  return undefined;
}
