import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import sharp from "sharp";
import { encodePng } from "../../src/image/encode_png.ts";
import { noise } from "../metrics/pictures.ts";
import { peakOf } from "../robustness/peak_memory.ts";
import { unblend, withFolder } from "./run_command.ts";

/** What 24 megapixels may take, in MB, and what of it is the program itself. */
const [MOST, PROGRAM] = [2000, 300];

Deno.test({
  name: "unblend split of 6 megapixels takes no more than its part of the memory for 24",
  ignore: Deno.build.os !== "linux",
  fn: () =>
    withFolder(async (folder) => {
      const photo = `${folder}/large.jpg`;
      await sharp(Buffer.from(await encodePng(noise(300, 200, 1)))).resize(3000, 2000).toFile(
        photo,
      );
      for (const border of ["none", "99,99,99,99"]) {
        const args = ["split", photo, "--method", "unet", "--border", border, "--force"];
        const process = unblend(args).spawn();
        const [peak, { code }] = await Promise.all([peakOf(process), process.output()]);
        assert.equal(code, 0);
        const most = PROGRAM + (MOST - PROGRAM) * 6 / 24;
        assert.ok(peak > 0 && peak < most, `${peak} MB, border ${border}`);
      }
    }),
});
