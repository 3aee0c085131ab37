import assert from "node:assert/strict";
import { cellPlaces, pixelPlaces } from "../../../src/decompose/likely/places.ts";
import { near, noise, picture } from "../../metrics/pictures.ts";

Deno.test("pixelPlaces() tells rows and columns as shares of the long side, and colours", () => {
  const photo = noise(4, 2, 1);
  const { count, position, colour } = pixelPlaces(photo);
  assert.equal(count, 8);
  assert.deepEqual([...position.slice(0, 8)], [0, 0, 0, 0, 0.25, 0.25, 0.25, 0.25]);
  assert.deepEqual([...position.slice(8)], [0, 0.25, 0.5, 0.75, 0, 0.25, 0.5, 0.75]);
  assert.deepEqual(colour, photo.data);
});

Deno.test("pixelPlaces() of an even photo leaves layers the room up to black or white", () => {
  for (const [value, room] of [[0, 0], [0.25, 0.25], [0.5, 0.5], [0.75, 0.25], [1, 0]] as const) {
    const { spread } = pixelPlaces(picture(20, 16, () => value));
    assert.equal(spread.length, 3 * 320);
    assert.ok(spread.every((v) => near(v, room, 1e-4)), `${value}`);
  }
});

Deno.test("pixelPlaces() counts places of much detail for less", () => {
  // On the right a chequer of 0.4 and 0.6: contrast 0.1 halves twice the 0.05 of a busy place: 1 / 3.
  const { spread } = pixelPlaces(
    picture(64, 32, (x, y) => x < 32 ? 0.5 : (x + y) % 2 ? 0.4 : 0.6),
  );
  const [plain, busy] = [spread[16 * 64 + 2] as number, spread[16 * 64 + 61] as number];
  assert.ok(near(plain, 0.5, 0.01), `${plain}`);
  assert.ok(near(busy, 0.4 / 3, 0.01), `${busy}`);
});

Deno.test("pixelPlaces() never has more room than there is up to black or white", () => {
  const photo = noise(24, 20, 3);
  pixelPlaces(photo).spread.forEach((v, i) => {
    const value = photo.data[i] as number;
    assert.ok(v >= 0 && v <= Math.min(value, 1 - value));
  });
});

for (
  const [width, height, columns, rows] of [
    [48, 24, 24, 12],
    [24, 72, 8, 24],
    [128, 97, 24, 18],
    [200, 17, 24, 2],
    [128, 2, 24, 1],
    [5, 3, 5, 3],
  ] as const
) {
  Deno.test(`cellPlaces() of ${width}x${height} are ${columns}x${rows} cells, with the means of all pixels`, () => {
    const pixels = pixelPlaces(noise(width, height, 1));
    const { count, position, colour, spread } = cellPlaces(pixels, { width, height });
    assert.equal(count, columns * rows);
    assert.deepEqual(
      [position.length, colour.length, spread.length],
      [2, 3, 3].map((n) => n * count),
    );
    // Places are in the order of reading.
    const [y, x] = [position.subarray(0, count), position.subarray(count)];
    for (let i = 1; i < count; i++) {
      assert.ok(i % columns ? x[i]! > x[i - 1]! : y[i]! > y[i - 1]!);
    }
    assert.ok([...position, ...colour, ...spread].every((v) => v >= 0 && v <= 1));
  });
}

Deno.test("cellPlaces() are the means of two by two pixels", () => {
  const pixels = pixelPlaces(noise(48, 24, 2));
  const { position, colour } = cellPlaces(pixels, { width: 48, height: 24 });
  // The second cell of the third row of cells, in green.
  const corner = 48 * 24 + 4 * 48 + 2;
  const mean = [0, 1, 48, 49].reduce((sum, i) => sum + pixels.colour[corner + i]! / 4, 0);
  assert.ok(near(colour[288 + 2 * 24 + 1] as number, mean, 1e-6));
  assert.ok(near(position[2 * 24 + 1] as number, 4.5 / 48, 1e-6));
  assert.ok(near(position[288 + 2 * 24 + 1] as number, 2.5 / 48, 1e-6));
});
