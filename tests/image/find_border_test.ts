import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { layerPaths, mixturePath } from "../../fixtures/fixtures.ts";
import { FIXTURES } from "../../fixtures/table.ts";
import type { Border } from "../../src/image/border.ts";
import { findBorder } from "../../src/image/find_border.ts";
import type { Picture } from "../../src/image/picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { even, everywhere, fixture, type Frame, framed, toSharp } from "./frames.ts";

const WHITE = [0.96, 0.95, 0.94] as const;
const BLACK = [0.04, 0.03, 0.04] as const;
const CREAM = [0.91, 0.86, 0.75] as const;

/** Checks that a border was found whose sides are off by no more, and hide no paper. */
function assertNear(found: Border | undefined, truth: Border, most: number): void {
  const sides = (b: Border) => [b.left, b.top, b.right, b.bottom];
  const off = sides(found ?? everywhere(0)).map((side, i) => side - sides(truth)[i]!);
  assert.ok(off.every((d) => d >= -0.5 && d <= most), `${JSON.stringify(found)}: ${off}`);
}

const FRAMES: Readonly<Record<string, Frame>> = {
  "white paper": { border: everywhere(12), colour: WHITE },
  "black film": { border: everywhere(9), colour: BLACK },
  "cream paper with the noise of a scan": { border: everywhere(14), colour: CREAM, noise: 0.02 },
  "unequal sides, as of an instant photo": {
    border: { left: 9, top: 10, right: 8, bottom: 52 },
    colour: WHITE,
  },
  "bars on two sides": { border: { left: 0, top: 24, right: 0, bottom: 30 }, colour: BLACK },
};
for (const [name, frame] of Object.entries(FRAMES)) {
  Deno.test(`findBorder() finds ${name} to within 3 px`, async () => {
    for (const photo of ["two-people", "parrot-tulips", "coffee-boats"]) {
      assertNear(findBorder(framed(await fixture(photo), frame)), frame.border, 3);
    }
  });
}

Deno.test("findBorder() finds what JPEG left of a border", async () => {
  const whole = framed(await fixture("parrot-tulips"), FRAMES["white paper"]!);
  const jpeg = await toSharp(whole).jpeg({ quality: 70 }).toBuffer();
  assertNear(findBorder(await readPicture(jpeg)), everywhere(12), 4);
});

Deno.test("findBorder() finds the border of a print that lies askew, up to where all is photo", async () => {
  const [margin, degrees] = [30, 1];
  const photo = await fixture("parrot-tulips");
  const whole = framed(photo, { border: everywhere(margin), colour: CREAM });
  const background = { r: 0.91 * 255, g: 0.86 * 255, b: 0.75 * 255 };
  const scan = await readPicture(
    await toSharp(whole).rotate(degrees, { background }).png().toBuffer(),
  );
  const [sin, cos] = [Math.sin(degrees * Math.PI / 180), Math.cos(degrees * Math.PI / 180)];
  const inside = photo.width * (cos - sin);
  assertNear(findBorder(scan), everywhere((scan.width - inside) / 2), 3);
});

Deno.test("findBorder() reads over what is written on the edge of a film", async () => {
  const border = { left: 10, top: 24, right: 10, bottom: 24 };
  const whole = framed(await fixture("parrot-tulips"), { border, colour: BLACK });
  const words = `<svg width="${whole.width}" height="${whole.height}">` +
    [16, whole.height - 8].map((y) =>
      `<text x="30" y="${y}" font-size="12" fill="#e8902c">SAFETY FILM 12A</text>`
    ).join("") + "</svg>";
  const written = await toSharp(whole).composite([{ input: Buffer.from(words) }]).png().toBuffer();
  assertNear(findBorder(await readPicture(written)), border, 3);
});

Deno.test("findBorder() finds paper on a scanner's black ground: both go", async () => {
  const print = framed(await fixture("parrot-tulips"), { border: everywhere(12), colour: WHITE });
  const scan = framed(print, { border: everywhere(20), colour: BLACK });
  assertNear(findBorder(scan), everywhere(32), 3);
});

Deno.test("findBorder() finds none on photos, textures and their mixtures", async () => {
  for (const { name } of FIXTURES) {
    for (const path of [mixturePath(name), ...layerPaths(name)]) {
      assert.equal(findBorder(await readPicture(path)), undefined, path);
    }
  }
});

/** Draws on a photo. */
function drawn(photo: Picture, colour: (x: number, y: number) => number | undefined): Picture {
  const { width, height } = photo;
  const at = (i: number) => colour(i % width, Math.floor(i / width) % height);
  return { ...photo, data: photo.data.map((v, i) => at(i) ?? v) };
}

const TRAPS: Readonly<Record<string, (photo: Picture) => Picture>> = {
  "a white sky over a level horizon": (photo) => drawn(photo, (_, y) => y < 70 ? 0.97 : undefined),
  "a wall on the left": (photo) => drawn(photo, (x) => x < 40 ? 0.05 : undefined),
  "a wall and a sky": (photo) => drawn(photo, (x, y) => x < 40 || y < 50 ? 0.9 : undefined),
  "a sky and a floor of other colours": (photo) =>
    drawn(photo, (_, y) => y < 40 ? 0.95 : y > 220 ? 0.1 : undefined),
  "a thing before a white ground": (photo) =>
    drawn(photo, (x, y) => Math.hypot(x - 128, y - 128) > 110 ? 1 : undefined),
  "corners that fade to black": (photo) => ({
    ...photo,
    data: photo.data.map((v, i) => {
      const [x, y] = [i % 256 - 128, Math.floor(i / 256) % 256 - 128];
      return v * Math.max(0, 1 - (Math.hypot(x, y) / 150) ** 4);
    }),
  }),
  "a night that is black all around": (photo) =>
    drawn(photo, (x, y) => {
      const edge = 20 + 12 * Math.sin(x / 17) + 9 * Math.cos(y / 11);
      return Math.min(x, y, 255 - x, 255 - y) < edge ? 0.02 : undefined;
    }),
  "nothing at all": () => even(256, 256, [0.5, 0.5, 0.5]),
  "a sky that grows darker from top to bottom": (photo) => drawn(photo, (_, y) => 0.9 - 0.003 * y),
};
for (const [name, draw] of Object.entries(TRAPS)) {
  Deno.test(`findBorder() is not taken in by ${name}`, async () => {
    assert.equal(findBorder(draw(await fixture("two-people"))), undefined);
  });
}

Deno.test("findBorder() of the smallest photos", async () => {
  const { data } = await fixture("parrot-tulips");
  for (const [width, height] of [[16, 16], [17, 40], [40, 16]] as const) {
    const photo = { data: data.slice(0, 3 * width * height), channels: 3, width, height };
    assert.equal(findBorder(photo), undefined);
  }
});
