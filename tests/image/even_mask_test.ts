import assert from "node:assert/strict";
import { evenMask } from "../../src/image/even_mask.ts";
import { noise, rows } from "../metrics/pictures.ts";

Deno.test("evenMask() is one value everywhere, in one channel", () => {
  assert.deepEqual(
    evenMask({ width: 3, height: 2 }, 0.25),
    rows([0.25, 0.25, 0.25], [0.25, 0.25, 0.25]),
  );
});

Deno.test("evenMask() of a picture has its sides, not its channels", () => {
  const { channels, width, height, data } = evenMask(noise(5, 4, 1), 1);
  assert.deepEqual([channels, width, height, data.length], [1, 5, 4, 20]);
});
