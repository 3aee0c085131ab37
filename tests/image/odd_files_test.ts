import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { split } from "../../mod.ts";
import { readPhotos } from "../../src/image/read_photo.ts";
import { assertRefused, image } from "./files.ts";

const whole = await image(64, 48, 3, (i) => i * 7 % 256).jpeg().toBuffer();
const scan = whole.indexOf(Buffer.from([0xff, 0xda]));
/** Bytes that say nothing between tables and pixels, as some cameras leave them. */
const odd = Buffer.concat([whole.subarray(0, scan), Buffer.from([1, 2, 3]), whole.subarray(scan)]);

Deno.test("readPhotos() reads a JPEG that is odd as it reads one in order, and tells them apart", async () => {
  const [one, other] = await readPhotos([new Uint8Array(whole), new Uint8Array(odd)] as const);
  assert.deepEqual([one.isOdd, other.isOdd], [false, true]);
  assert.deepEqual(other.picture, one.picture);
});

Deno.test("readPhotos() refuses a JPEG of which the end is missing, though it ends as it should", async () => {
  const half = Buffer.concat([whole.subarray(0, whole.length / 2), whole.subarray(-2)]);
  await assertRefused(
    half,
    "Cannot read the picture: it is damaged or cut short; get the file again",
  );
});

Deno.test("split() says that a photo's file is odd, in a notice and in the report", async () => {
  const told: string[] = [];
  const onNotice = (notice: string) => void told.push(notice);
  const { report } = await split(new Uint8Array(odd), { recipe: "dehaze", onNotice });
  assert.match(told.join(), /^The photo's file is odd: it may be damaged in places/);
  assert.deepEqual(report.notices, told);
});
