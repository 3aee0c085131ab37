import assert from "node:assert/strict";
import { orderWindows } from "../../../src/decompose/tiles/order_windows.ts";
import { coverWithWindows } from "../../../src/decompose/tiles/windows.ts";
import { cropPicture } from "../../../src/image/pad_picture.ts";
import type { Picture } from "../../../src/image/picture.ts";
import { resizePicture } from "../../../src/image/resize_picture.ts";
import { Random } from "../../../src/random.ts";
import { map, picture } from "../../metrics/pictures.ts";

const DIFFERENCE = picture(300, 200, (x, y, c) => Math.sin(x / 30 + c) * Math.cos(y / 25 - x / 50));
const GRID = coverWithWindows(DIFFERENCE, 64);
const random = new Random(1, "turned");
const turned = GRID.windows.map(() => random.uniform() < 0.5 ? -1 : 1);
const windows = (change: (part: Picture) => Picture) =>
  GRID.windows.map((window, i) =>
    change(map(cropPicture(DIFFERENCE, window), (v) => turned[i]! * v))
  );

Deno.test("orderWindows() turns back each window that was turned, in the whole photo's order", async () => {
  const small = await resizePicture(DIFFERENCE, { width: 48, height: 32 });
  assert.deepEqual(await orderWindows(windows((part) => part), small, GRID), turned);
  const other = map(small, (v) => -v);
  const signs = await orderWindows(windows((part) => part), other, GRID);
  assert.deepEqual(signs, turned.map((sign) => -sign));
});

Deno.test("orderWindows() goes by what windows share where the whole photo tells nothing", async () => {
  const nothing = map(DIFFERENCE, () => 0);
  const signs = await orderWindows(windows((part) => part), nothing, GRID);
  const agreeing = signs.filter((sign, i) => sign === turned[i]).length;
  assert.ok(agreeing === 0 || agreeing === turned.length, `${agreeing}`);
});

Deno.test("orderWindows() is not misled by a window without any answer", async () => {
  const parts = windows((part) => part);
  parts[5] = map(parts[5]!, () => 0);
  const signs = await orderWindows(parts, DIFFERENCE, GRID);
  assert.ok(signs.every((sign, i) => i === 5 || sign === turned[i]));
});

Deno.test("orderWindows() believes many windows more than a whole photo that is wrong about a few", async () => {
  const wrong = { ...DIFFERENCE, data: DIFFERENCE.data.map((v, i) => i % 300 < 40 ? -v : v) };
  assert.deepEqual(await orderWindows(windows((part) => part), wrong, GRID), turned);
});
