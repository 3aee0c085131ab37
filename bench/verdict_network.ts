import { Separator } from "../src/decompose/separator.ts";
import { unsteadiness } from "../src/decompose/verdict/unsteadiness.ts";
import type { Picture } from "../src/image/picture.ts";
import { fitWithin, resizePicture } from "../src/image/resize_picture.ts";
import { openBackend } from "../src/runtime/open_backend.ts";
import { loadWeights } from "../src/weights/load_weights.ts";

/** Asks the network that ships how steady it is. */
export type Asks = (photo: Picture) => Promise<number>;

/**
 * Loads the network that ships.
 *
 * @returns A function from a photo, [3,h,w], to the unsteadiness of the network's answer.
 */
export async function loadAsks(): Promise<Asks> {
  const separator = new Separator(await loadWeights(), await openBackend("cpu"));
  const separate = (photo: Picture) => separator.separate(photo);
  return async (photo) => {
    const small = await resizePicture(photo, fitWithin(photo.width, photo.height, 128));
    return await unsteadiness(small, await separate(small), separate);
  };
}
