import assert from "node:assert/strict";
import { photoNames } from "../../../src/learn/dataset/photo_names.ts";

Deno.test("photoNames() keeps the names of files, without folder and extension", () => {
  assert.deepEqual(photoNames(["a/IMG_1.JPG", "b/c/2.png", "x.y.tif"]), ["IMG_1", "2", "x_y"]);
});

Deno.test("photoNames() leaves letters, digits and underscores alone", () => {
  const files = [
    "a-b.jpg",
    "my photo (1).jpg",
    "Café.jpg",
    "Zu\u0308rich.jpg",
    "日本.jpg",
    "\u0301.jpg",
  ];
  const expected = ["a_b", "my_photo_1_", "Cafe", "Zurich", "_", "photo"];
  assert.deepEqual(photoNames(files), expected);
});

Deno.test("photoNames() numbers what would have the same name, in either case", () => {
  const files = ["a/x.jpg", "b/x.jpg", "X.png", "x_2.jpg", "x-2.jpg", "x.webp"];
  assert.deepEqual(photoNames(files), ["x", "x_2", "X_3", "x_2_2", "x_2_3", "x_4"]);
});

Deno.test("photoNames() leaves room for two names in the name of a mixture's file", () => {
  const long = "x".repeat(251);
  const [first, second] = photoNames([`a/${long}.jpg`, `b/${long}.jpg`]);
  assert.notEqual(first, second);
  assert.ok(`blend_${first}_999-${second}_999.jpg`.length <= 255);
});

Deno.test("photoNames() names 17,000 photos that are all called the same, in no time", () => {
  const begun = performance.now();
  const names = photoNames(Array.from({ length: 17_000 }, (_, i) => `${i}/image.jpg`));
  assert.ok(performance.now() - begun < 5000);
  assert.equal(new Set(names).size, 17_000);
  assert.deepEqual([names[0], names[1], names.at(-1)], ["image", "image_2", "image_17000"]);
});
