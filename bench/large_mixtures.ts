import { loadFixtures } from "../fixtures/fixtures.ts";
import type { Picture } from "../mod.ts";
import { clipPicture } from "../src/image/clip_picture.ts";
import { listPictures } from "../src/image/list_pictures.ts";
import { mixPictures } from "../src/image/mix.ts";
import { cropPicture, padToMultiple } from "../src/image/pad_picture.ts";
import { readPicture } from "../src/image/read_picture.ts";
import { Random } from "../src/random.ts";

/** A large mixture of two layers that are known. */
export interface LargeMixture {
  readonly name: string;
  /** The mean of the layers, [3,1024,1024]. */
  readonly mixture: Picture;
  readonly layers: readonly [Picture, Picture];
}

const SIDE = 1024;

/**
 * Makes mixtures of 1024 x 1024 pixels that have detail at that size. There is no photo as large among
 * the data, and an enlarged one would have nothing that a fit at 256 pixels could lose: so each layer is
 * a mosaic of photos at their own size, different ones in both layers.
 *
 * @param photos A folder of photos of 512 x 512 pixels or more: four make a layer, each is used once
 * a round. Without the folder there are none of these.
 * @param rounds How often all of them are used, in another order each time.
 * @returns One of the fixtures' layers, 16 of 256 pixels (mirrored beyond their borders), in each
 * layer; those of the photos.
 */
export async function largeMixtures(photos: string, rounds: number): Promise<LargeMixture[]> {
  const fixtures = await loadFixtures();
  const tiles = (layer: 0 | 1, from: number) =>
    Array.from({ length: 16 }, (_, i) => {
      const { layers } = fixtures[(from + i) % fixtures.length]!;
      return padToMultiple(layers[layer], SIDE / 4);
    });
  // Another start for the second layer: no tile lies over its own partner.
  const list = [mixtureOf("fixtures", mosaic(tiles(0, 0), 4), mosaic(tiles(1, 3), 4))];
  const files = await listPictures(photos).then(({ pictures }) => pictures, () => []);
  const large = (await Promise.all(files.map((file) => readPicture(file))))
    .filter(({ width, height }) => Math.min(width, height) >= SIDE / 2)
    .map((photo) => cropPicture(photo, { left: 0, top: 0, width: SIDE / 2, height: SIDE / 2 }));
  for (let round = 0; round < rounds; round++) {
    const order = shuffled(large, new Random(round));
    for (let i = 0; i + 8 <= order.length; i += 8) {
      const [a, b] = [order.slice(i, i + 4), order.slice(i + 4, i + 8)];
      list.push(mixtureOf(`photos ${round}.${i / 8}`, mosaic(a, 2), mosaic(b, 2)));
    }
  }
  return list;
}

function mixtureOf(name: string, a: Picture, b: Picture): LargeMixture {
  // As a file has it: in steps of eight bits.
  const { data, ...size } = clipPicture(mixPictures(a, b, 0.5));
  return {
    name,
    mixture: { ...size, data: data.map((v) => Math.round(v * 255) / 255) },
    layers: [a, b],
  };
}

function mosaic(tiles: readonly Picture[], columns: number): Picture {
  const side = SIDE / columns;
  const data = new Float32Array(3 * SIDE * SIDE);
  tiles.forEach((tile, t) => {
    const [left, top] = [t % columns * side, Math.floor(t / columns) * side];
    for (let line = 0; line < 3 * side; line++) {
      const [c, y] = [Math.floor(line / side), line % side];
      const from = (c * tile.height + y) * tile.width;
      data.set(tile.data.subarray(from, from + side), (c * SIDE + top + y) * SIDE + left);
    }
  });
  return { data, channels: 3, height: SIDE, width: SIDE };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.integer(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
