import type { Picture } from "../../image/picture.ts";
import type { Hint } from "../../image/hint.ts";
import { barrierDistance } from "./barrier_distance.ts";
import { otsuThreshold } from "./otsu.ts";
import { borderOf, borderSaliency } from "./saliency.ts";

/** A stroke counts where it covers so much of a pixel: thin ones are faint on a small copy. */
const COVERED = 0.2;
/** More than any cut can cost, in nats: what is painted is never given away. */
const NEVER = 1e4;
/** What nearness to strokes is worth at most, in nats. */
const NEARNESS = 3;
/** The way across the photo counts as much as half the step from black to white. */
const ACROSS = 0.5;
/** Distances below this are alike. */
const CLOSE = 0.02;

/** What is known before the colours of the layers are. */
export interface FirstMask {
  /** 1 where the foreground seems to be, h * w values. */
  readonly mask: Uint8Array;
  /**
   * What being background costs each pixel more than being foreground whatever its colour, in nats:
   * very much on strokes of layer 1, the opposite on those of layer 2.
   */
  readonly bias: Float32Array;
}

/**
 * Guesses where the foreground is: what stands out from the border; with strokes, what is closer to
 * those of layer 1, on a calm and short way, than to those of layer 2 (or the border).
 *
 * @param lab [3,h,w], CIE L*a*b*.
 * @param hint Strokes of the same size; one of the two may be empty.
 * @returns A first mask, and what is known.
 */
export function firstMask(lab: Picture, hint?: Hint): FirstMask {
  const [first, second] = strokesOf(lab, hint);
  const painted = first.data.map((f, i) => NEVER * (f - (second.data[i] as number)));
  if (!first.data.includes(1)) {
    const { data } = borderSaliency(lab, second);
    const threshold = otsuThreshold(data);
    return { mask: Uint8Array.from(data, (v) => v > threshold ? 1 : 0), bias: painted };
  }
  const border = borderOf(lab).data.map((v, i) => first.data[i] ? 0 : v);
  const others = second.data.includes(1) ? second : { ...second, data: border };
  const places = withPlaces(lab);
  const away = barrierDistance(places, others).data;
  const closeness = barrierDistance(places, first).data.map((near, i) =>
    Math.log(((away[i] as number) + CLOSE) / (near + CLOSE))
  );
  return {
    mask: Uint8Array.from(closeness, (c) => c > 0 ? 1 : 0),
    bias: painted.map((p, i) => p || NEARNESS * Math.max(-1, Math.min(1, closeness[i] as number))),
  };
}

/** Strokes as 1 or 0; where both are painted, the thicker one is meant. */
function strokesOf({ height, width }: Picture, hint?: Hint): readonly [Picture, Picture] {
  const painted = (one?: Picture, other?: Picture): Picture => ({
    data: new Float32Array(height * width).map((_, i) => {
      const [own, against] = [one?.data[i] ?? 0, other?.data[i] ?? 0];
      return own >= COVERED && own > against ? 1 : 0;
    }),
    channels: 1,
    height,
    width,
  });
  return [painted(hint?.first, hint?.second), painted(hint?.second, hint?.first)];
}

/** Two channels more, that grow across and down. */
function withPlaces(lab: Picture): Picture {
  const { height, width } = lab;
  const pixels = height * width;
  const scale = ACROSS / Math.max(height, width);
  const data = new Float32Array(5 * pixels);
  data.set(lab.data);
  for (let i = 0; i < pixels; i++) {
    data[3 * pixels + i] = scale * (i % width);
    data[4 * pixels + i] = scale * Math.floor(i / width);
  }
  return { ...lab, data, channels: 5 };
}
