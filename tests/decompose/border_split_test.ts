import assert from "node:assert/strict";
import { type Border, type Layers, type Picture, split, UserError } from "../../mod.ts";
import { layerPaths } from "../../fixtures/fixtures.ts";
import { areaWithin } from "../../src/image/border.ts";
import { evenMask } from "../../src/image/even_mask.ts";
import { cropPicture, pastePicture } from "../../src/image/pad_picture.ts";
import { readPicture } from "../../src/image/read_picture.ts";
import { everywhere, fixture, framed } from "../image/frames.ts";
import { assertLayers, SHORT } from "./split_cases.ts";

const BORDER = { left: 12, top: 20, right: 9, bottom: 15 } as const;
const FRAME = { border: BORDER, colour: [0.93, 0.91, 0.88] } as const;

/** Checks that outside of the inside both layers are the photo, half of each. */
function assertFramed(
  { layers, mask, reconstruction }: Layers,
  photo: Picture,
  border: Border,
): void {
  const { left, top, width, height } = areaWithin(photo, border);
  const outside = (i: number) => {
    const [x, y] = [i % photo.width - left, Math.floor(i / photo.width) % photo.height - top];
    return x < 0 || y < 0 || x >= width || y >= height;
  };
  for (const { data } of [...layers, reconstruction]) {
    assert.ok(data.every((v, i) => !outside(i) || v === photo.data[i]));
  }
  assert.ok(mask.data.every((v, i) => !outside(i) || v === 0.5));
  assert.ok(photo.data.some((_, i) => outside(i)));
}

/** What is inside of the border of each picture. */
function insideOf({ layers: [a, b], mask, reconstruction }: Layers): readonly Picture[] {
  return [a, b, mask, reconstruction].map((one) => cropPicture(one, areaWithin(one, BORDER)));
}

function picturesOf({ layers: [a, b], mask, reconstruction }: Layers): readonly Picture[] {
  return [a, b, mask, reconstruction];
}

for (
  const [name, options] of Object.entries({
    "a fit": SHORT,
    "the trained network": { method: "unet" },
    "a recipe without networks": { recipe: "dehaze" },
    "a recipe that retouches": { recipe: "reflection" },
  })
) {
  Deno.test(`split() by ${name} leaves the border out, and puts it back around both layers`, async () => {
    const photo = await fixture("parrot-tulips");
    const whole = framed(photo, FRAME);
    const alone = await split(photo, { ...options, border: "none" });
    const result = await split(whole, { ...options, border: BORDER });
    assertLayers(result, [whole.width, whole.height]);
    assertFramed(result, whole, BORDER);
    assert.deepEqual(insideOf(result), picturesOf(alone));
    assert.deepEqual(result.report.border, BORDER);
    assert.deepEqual(result.report.settings.border, BORDER);
    assert.deepEqual(result.report.notices, []);
    if (!alone.retouched || !result.retouched) return;
    assert.deepEqual(cropPicture(result.retouched, areaWithin(whole, BORDER)), alone.retouched);
    assertFramed({ ...result, reconstruction: result.retouched }, whole, BORDER);
  });
}

Deno.test("split() finds the border by itself and says so; border none takes it for photo", async () => {
  const whole = framed(await fixture("parrot-tulips"), FRAME);
  const told: string[] = [];
  const options = { method: "unet", onNotice: (notice: string) => void told.push(notice) };
  const { report: found, ...result } = await split(whole, options);
  const { left, top, right, bottom } = found.border;
  for (const side of ["left", "top", "right", "bottom"] as const) {
    assert.ok(Math.abs(found.border[side] - BORDER[side]) <= 3, `${side} ${found.border[side]}`);
  }
  assertFramed(result, whole, found.border);
  assert.equal(found.settings.border, "auto");
  assert.equal(told.length, 1);
  assert.ok(told[0]?.includes(`border of ${left},${top},${right},${bottom} pixels`), `${told}`);
  assert.deepEqual(found.notices, told);
  const { report: kept } = await split(whole, { ...options, border: "none" });
  assert.deepEqual([kept.border, kept.notices], [everywhere(0), []]);
});

Deno.test("split() reads a hint in the coordinates of the whole photo", async () => {
  const photo = await fixture("parrot-tulips");
  const whole = framed(photo, FRAME);
  const strokes = (from: number, to: number) => {
    const data = Float32Array.from(
      { length: photo.width * photo.height },
      (_, i) => i % photo.width >= from && i % photo.width < to ? 1 : 0,
    );
    return { data, channels: 1, height: photo.height, width: photo.width };
  };
  const hint = { first: strokes(10, 40), second: strokes(120, 150) };
  const shifted = (mask: Picture) => pastePicture(evenMask(whole, 0), mask, BORDER);
  const options = { method: "unet" };
  const alone = await split(photo, { ...options, hint });
  const result = await split(whole, {
    ...options,
    border: BORDER,
    hint: { first: shifted(hint.first), second: shifted(hint.second) },
  });
  assert.deepEqual(insideOf(result), picturesOf(alone));
  const paper = evenMask(whole, 0);
  const onPaper = { ...paper, data: paper.data.map((_, i) => i % whole.width < 6 ? 1 : 0) };
  await assert.rejects(
    split(whole, { ...options, border: BORDER, hint: { first: onPaper, second: paper } }),
    /^UserError: All strokes of the hint are on the photo's border/,
  );
});

Deno.test("split() previews with the border, at full size and small", async () => {
  const whole = framed(await fixture("parrot-tulips"), FRAME);
  const seen: Layers[] = [];
  await split(whole, {
    ...SHORT,
    border: BORDER,
    onProgress: async ({ step, preview }) => {
      if (step === 2) seen.push(await preview(), await preview(100));
    },
  });
  const [large, small] = seen as [Layers, Layers];
  assertFramed(large, whole, BORDER);
  const { width, height } = small.photo;
  assertLayers(small, [width, height]);
  assert.ok(Math.abs(Math.max(width, height) - 100) <= 1, `${width}x${height}`);
  assertFramed(small, small.photo, everywhere(4));
});

Deno.test("split() of several photos cuts the same border off all", async () => {
  const [a, b] = await Promise.all(layerPaths("parrot-tulips").map((path) => readPicture(path)));
  const mixed = (share: number) => ({
    ...a!,
    data: a!.data.map((v, i) => share * v + (1 - share) * b!.data[i]!),
  });
  const [first, second] = [framed(mixed(0.7), FRAME), framed(mixed(0.3), FRAME)];
  const { report, ...result } = await split([first, second]);
  assertFramed(result, first, report.border);
  const off = report.border.top - BORDER.top;
  assert.ok(off >= 0 && off <= 3, `${report.border.top}`);
});

for (
  const [border, expected] of [
    ["paper", /There is no border "paper": choose one of auto, none/],
    [{ ...BORDER, left: -1 }, /must be auto, none, or whole numbers .* not -1,20,9,15/],
    [{ ...BORDER, top: 1.5 }, /must be auto, none, or whole numbers .* not 12,1\.5,9,15/],
    [everywhere(90), /The border 90,90,90,90 leaves too little of 192x192 pixels: .* 16x16/],
    [everywhere(1e6), /leaves too little/],
  ] as const
) {
  Deno.test(`split() refuses the border ${JSON.stringify(border)}`, async () => {
    const photo = await fixture("parrot-tulips");
    await assert.rejects(split(photo, { border, method: "unet" }), (error) => {
      assert.ok(error instanceof UserError, `${error}`);
      assert.match(error.message, expected);
      assert.equal(error.exitCode, 2);
      return true;
    });
  });
}
