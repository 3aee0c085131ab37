import type { Hint } from "../../image/hint.ts";
import type { Picture } from "../../image/picture.ts";
import { sha256 } from "../../sha256.ts";
import { VERSION } from "../../versions.ts";
import type { LoadedWeights } from "../../weights/load_weights.ts";
import type { Settings } from "../options.ts";

/** What a fit depends on but for the engine: it goes on only where all of it is the same. */
export interface FitOrigin {
  /** Of this program. */
  readonly version: string;
  /** Those of the split that the fit depends on. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** SHA-256 of the working copy. */
  readonly photo: string;
  /** SHA-256 of the strokes; null without. */
  readonly hint: string | null;
  /** SHA-256 of the trained network; null without. */
  readonly weights: string | null;
}

/**
 * Takes down what a fit depends on.
 *
 * @param task Settings; the working copy, [3,h,w]; strokes and trained network, if there are any.
 * @returns Plain data.
 */
export function originOf({ settings, working, hint, weights }: {
  readonly settings: Settings;
  readonly working: Picture;
  readonly hint: Hint | undefined;
  readonly weights: LoadedWeights | undefined;
}): FitOrigin {
  const { recipeName: recipe, init, size, steps, seed, space } = settings;
  const border = typeof settings.border === "string"
    ? settings.border
    : `${Object.values(settings.border)}`;
  return {
    version: VERSION,
    settings: { recipe, init, size, steps, seed, space, border },
    photo: hashOf(working),
    hint: hint ? sha256(hashOf(hint.first), hashOf(hint.second)) : null,
    weights: weights?.sha256 ?? null,
  };
}

/**
 * Finds what keeps a fit from going on from another one's checkpoint.
 *
 * @param kept What the checkpoint's fit depends on.
 * @param now What the fit does.
 * @returns The end of a sentence that begins with `Cannot go on from ...:`; undefined if nothing does.
 */
export function differenceOf(kept: FitOrigin, now: FitOrigin): string | undefined {
  if (kept.version !== now.version) return `it is by unblend ${kept.version}; use that`;
  const other = Object.keys(now.settings).filter((name) =>
    JSON.stringify(kept.settings[name]) !== JSON.stringify(now.settings[name])
  );
  if (other.length > 0) {
    const options = other.map((name) => `--${name} ${kept.settings[name]}`).join(" ");
    return `it was made with ${options}; write that`;
  }
  if (kept.photo !== now.photo) return "it is of another photo; name that";
  if (kept.hint !== now.hint) {
    const kind = kept.hint ? now.hint ? " another" : " a" : "out a";
    return `it was made with${kind} hint; do the same`;
  }
  if (kept.weights !== now.weights) return "it was made with other weights; name those";
  return undefined;
}

function hashOf({ data, channels, height, width }: Picture): string {
  return sha256(`${channels}x${height}x${width} `, data);
}
