import assert from "node:assert/strict";
import sharp from "sharp";
import { parseIccProfile } from "../../src/image/icc_profile.ts";
import { curveTag, greyProfile, parametricTag, profile, rgbProfile } from "./profiles.ts";
import { image } from "./files.ts";

/** The light of the middle value, by each channel's curve. */
function middles(bytes: Uint8Array): readonly string[] | undefined {
  return parseIccProfile(bytes)?.curves?.map(({ decode }) => decode(0.5).toFixed(4));
}

const SRGB_TAG = parametricTag(3, [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045]);

Deno.test("parseIccProfile() reads curves of every kind", () => {
  const three = (v: number) => Array.from({ length: 3 }, () => v.toFixed(4));
  assert.deepEqual(middles(rgbProfile("adobe")), three(0.5 ** (563 / 256)));
  assert.deepEqual(middles(rgbProfile("proPhoto", curveTag([]))), three(0.5));
  assert.deepEqual(middles(rgbProfile("adobe", parametricTag(0, [1.8]))), three(0.5 ** 1.8));
  assert.deepEqual(middles(rgbProfile("adobe", SRGB_TAG)), three(0.2140));
  assert.deepEqual(middles(rgbProfile("adobe", curveTag([0, 16384, 65535]))), three(0.25));
  assert.deepEqual(middles(greyProfile()), [(0.5 ** (461 / 256)).toFixed(4)]);
});

for (const name of ["srgb", "p3"] as const) {
  Deno.test(`parseIccProfile() reads the profile that sharp has for ${name}`, async () => {
    const png = await image(16, 16, 3, () => 9).withIccProfile(name).png().toBuffer();
    const { icc } = await sharp(png).metadata();
    assert.deepEqual(middles(icc as Uint8Array), ["0.2140", "0.2140", "0.2140"]);
  });
}

Deno.test("parseIccProfile() knows the channels of a profile whose curves it cannot use", () => {
  const falling = curveTag([65535, 0]);
  assert.deepEqual(parseIccProfile(rgbProfile("adobe", falling)), {
    channels: 3,
    curves: undefined,
  });
  assert.deepEqual(parseIccProfile(profile("RGB ", {})), { channels: 3, curves: undefined });
  assert.deepEqual(parseIccProfile(profile("GRAY", {})), { channels: 1, curves: undefined });
});

Deno.test("parseIccProfile() makes nothing of other values, and nothing of what is no profile", () => {
  assert.equal(parseIccProfile(profile("CMYK", {})), undefined);
  assert.equal(parseIccProfile(new Uint8Array(200)), undefined);
  const whole = rgbProfile("adobe", SRGB_TAG);
  for (let length = 0; length < whole.length; length++) {
    const cut = parseIccProfile(whole.subarray(0, length));
    assert.ok(cut === undefined || cut.channels === 3);
  }
  assert.equal(parseIccProfile(whole.subarray(0, 100)), undefined);
});
