import assert from "node:assert/strict";
import type { Picture } from "../../src/image/picture.ts";
import { contactSheet } from "../../src/report/contact_sheet.ts";

function flat(channels: number, width: number, height: number, value: number): Picture {
  return { data: new Float32Array(channels * width * height).fill(value), channels, width, height };
}

function sheetOf(width: number, height: number): Promise<Picture> {
  return contactSheet({
    photo: flat(3, width, height, 0.1),
    layers: [flat(3, width, height, 0.2), flat(3, width, height, 0.3)],
    mask: flat(1, width, height, 0.4),
  });
}

Deno.test("contactSheet() shows photo, layers and mask in this order, parted by white", async () => {
  const { data, channels, width, height } = await sheetOf(20, 6);
  assert.deepEqual([channels, height, width], [3, 6, 4 * 20 + 3 * 8]);
  const tile = (value: number) => new Array(20).fill(Math.fround(value));
  const gap = new Array(8).fill(1);
  const row = [...tile(0.1), ...gap, ...tile(0.2), ...gap, ...tile(0.3), ...gap, ...tile(0.4)];
  for (let y = 0; y < channels * height; y++) {
    assert.deepEqual([...data.subarray(y * width, (y + 1) * width)], row);
  }
});

Deno.test("contactSheet() keeps large photos within 2400 x 2400, in proportion", async () => {
  const wide = await sheetOf(1200, 300);
  assert.ok(wide.width <= 2400 && wide.width > 2390, `${wide.width} wide`);
  assert.equal(wide.height, Math.floor((wide.width - 24) / 4 * 300 / 1200));
  const tall = await sheetOf(16, 4800);
  assert.equal(tall.height, 2400);
  assert.equal(tall.width, 4 * 8 + 24);
});

Deno.test("contactSheet() leaves a row of the narrowest panorama", async () => {
  assert.equal((await sheetOf(4000, 2)).height, 1);
});
