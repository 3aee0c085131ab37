import { UserError } from "../errors.ts";
import { areaWithin, type Border, hasBorder, NO_BORDER } from "../image/border.ts";
import { LEAST_SIDE } from "../image/check_picture.ts";
import { findBorder } from "../image/find_border.ts";
import type { Hint } from "../image/hint.ts";
import { cropPicture, pastePicture } from "../image/pad_picture.ts";
import type { Picture } from "../image/picture.ts";
import { releasePicture } from "../image/release_picture.ts";
import type { BorderOption } from "./border_option.ts";
import { frameCopy, frameLayers } from "./frame_layers.ts";
import type { FoundLayers } from "./types.ts";

/** One photo, or several of the same. */
type Photos = readonly [Picture, ...Picture[]];

/** Makes what was found until now, at full size, or for a copy whose long side is so many pixels. */
type Preview = (longSide?: number) => Promise<FoundLayers>;

/** What is inside of a border, and how to put the border back around it. */
export interface WithinBorder {
  /** Of all photos alike. */
  readonly border: Border;
  /** The photos without it; the very same if there is none. */
  readonly photos: Photos;
  /** The strokes without it. */
  readonly hint: Hint | undefined;
  /** Puts the border around a picture of the inside, [3,h,w]. */
  readonly frame: (inside: Picture) => Picture;
  /** Puts the border around layers of the inside, by default those of the first photo. */
  readonly frameLayers: (inside: FoundLayers, index?: number) => FoundLayers;
  /**
   * The same, as the last thing that is done with the inside: its memory, and that of these layers, is
   * used or given back.
   */
  readonly frameOwnLayers: (inside: FoundLayers) => FoundLayers;
  /** Makes what previews the whole first photo from what previews its inside. */
  readonly framePreview: (preview: Preview) => Preview;
}

/**
 * Cuts the border off photos, before anything is made of them.
 *
 * @param whole The photos, [3,h,w] each.
 * @param hint Strokes, of the first one's size.
 * @param option How wide it is on each side; `auto` finds it, `none` takes it for a part of the photo.
 * @returns The inside.
 * @throws {UserError} If less than 16 pixels are inside, or no strokes.
 */
export function withinBorder(
  whole: Photos,
  hint: Hint | undefined,
  option: BorderOption,
): WithinBorder {
  const border = option === "auto" ? findCommon(whole) : option === "none" ? NO_BORDER : option;
  if (!hasBorder(border)) {
    const same = <T>(one: T) => one;
    const frames = { frame: same, frameLayers: same, frameOwnLayers: same, framePreview: same };
    return { border, photos: whole, hint, ...frames };
  }
  const [first, ...others] = whole;
  const inside = (picture: Picture) => cropPicture(picture, checkedArea(picture, border));
  const photos = [inside(first), ...others.map(inside)] as const;
  return {
    border,
    photos,
    hint: hint && expectStrokes({ first: inside(hint.first), second: inside(hint.second) }),
    frame: (one) => pastePicture(first, one, border),
    frameLayers: (found, index = 0) => frameLayers(found, whole[index] as Picture, border),
    frameOwnLayers: (found) => {
      releasePicture(photos[0]);
      return frameLayers(found, first, border, true);
    },
    framePreview: (preview) => async (longSide) => {
      if (longSide === undefined) return frameLayers(await preview(), first, border, true);
      const share = longOf(photos[0]) / longOf(first);
      return await frameCopy(await preview(Math.round(longSide * share)), first, border);
    },
  };
}

/** Of several photos each has to have one; as much is then cut off all of them as is border of any. */
function findCommon(photos: Photos): Border {
  const borders = photos.map((photo) => findBorder(photo) ?? NO_BORDER);
  const most = (side: keyof Border) => Math.max(...borders.map((border) => border[side]));
  const common = {
    left: most("left"),
    top: most("top"),
    right: most("right"),
    bottom: most("bottom"),
  };
  const all = borders.every(hasBorder) &&
    photos.every((photo) => isRoom(areaWithin(photo, common)));
  return all ? common : NO_BORDER;
}

function checkedArea(photo: Picture, border: Border) {
  const area = areaWithin(photo, border);
  if (isRoom(area)) return area;
  const { left, top, right, bottom } = border;
  throw new UserError(
    `The border ${left},${top},${right},${bottom} leaves too little of ` +
      `${photo.width}x${photo.height} pixels: give one with ${LEAST_SIDE}x${LEAST_SIDE} inside`,
    { usage: true },
  );
}

function isRoom({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return Math.min(width, height) >= LEAST_SIDE;
}

function longOf({ width, height }: Picture): number {
  return Math.max(width, height);
}

function expectStrokes(hint: Hint): Hint {
  if ([hint.first, hint.second].some(({ data }) => data.some((v) => v > 0))) return hint;
  throw new UserError("All strokes of the hint are on the photo's border: paint inside of it");
}
