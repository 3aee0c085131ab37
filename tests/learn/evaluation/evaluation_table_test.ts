import assert from "node:assert/strict";
import type { MethodResult } from "../../../src/learn/evaluation/evaluate.ts";
import { evaluationTable } from "../../../src/learn/evaluation/evaluation_table.ts";

/** A method's result whose metrics have such means, and the PSNR quartiles beside it. */
function result(psnr: number, ssim: number, siSdr: number, detail: number): MethodResult {
  const spread = (mean: number) => ({ mean, q1: mean - 1, median: mean + 0.5, q3: mean + 2 });
  return {
    psnr: spread(psnr),
    ssim: spread(ssim),
    siSdr: spread(siSdr),
    detail: spread(detail),
    secondsPerPhoto: psnr / 10,
  };
}

Deno.test("evaluationTable() has a row a method: means, gains over the copy, quartiles, seconds", () => {
  const table = evaluationTable({
    count: 12,
    methods: { copy: result(14, 0.5, 0, 0), "unet+fit": result(16.126, 0.6254, 3, -0.5) },
  });
  assert.equal(
    table,
    [
      "Means over 12 pairs; in brackets, what is above the copy",
      "                PSNR dB            SSIM     SI-SDR dB      detail dB     PSNR quartiles  s a photo",
      "copy              14.00           0.500          0.00           0.00  13.00 14.50 16.00       1.40",
      "unet+fit  16.13 (+2.13)  0.625 (+0.125)  3.00 (+3.00)  -0.50 (-0.50)  15.13 16.63 18.13       1.61",
    ].join("\n"),
  );
});

Deno.test("evaluationTable() without the copy has no gains", () => {
  const table = evaluationTable({ count: 1, methods: { unet: result(20, 1, -1, 0) } });
  assert.equal(
    table,
    [
      "Means over 1 pairs",
      "      PSNR dB   SSIM  SI-SDR dB  detail dB     PSNR quartiles  s a photo",
      "unet    20.00  1.000      -1.00       0.00  19.00 20.50 22.00       2.00",
    ].join("\n"),
  );
});
