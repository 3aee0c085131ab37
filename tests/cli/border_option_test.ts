import assert from "node:assert/strict";
import { borderFrom } from "../../src/cli/border_text.ts";
import { everywhere, fixture, framed, toSharp } from "../image/frames.ts";
import { run, withFolder } from "./run_command.ts";

Deno.test("borderFrom() reads four numbers, and leaves words as they are", () => {
  assert.deepEqual(borderFrom("16,22, 18,0"), { left: 16, top: 22, right: 18, bottom: 0 });
  for (const text of [undefined, "auto", "none", "paper"]) assert.equal(borderFrom(text), text);
  for (const text of ["16", "1,2,3", "1,2,3,4,5"]) {
    assert.throws(() => borderFrom(text), /--border must be auto, none, or the pixels on the left/);
  }
  for (const text of ["1,2,3,x", "1,,2,3"]) {
    assert.throws(() => borderFrom(text), /--border must be made of numbers/);
  }
});

Deno.test("unblend split says that it left out a border; --border none and L,T,R,B decide", async () => {
  await withFolder(async (folder) => {
    const photo = `${folder}/print.png`;
    const whole = framed(await fixture("parrot-tulips"), {
      border: everywhere(14),
      colour: [0.95, 0.93, 0.9],
    });
    await toSharp(whole).png().toFile(photo);
    const split = async (...border: readonly string[]) => {
      const args = ["split", photo, "--method", "unet", "--force", ...border];
      const { code, stderr } = await run(args);
      assert.equal(code, 0, stderr);
      const report = JSON.parse(await Deno.readTextFile(`${folder}/print-layers/report.json`));
      return { stderr, border: report.border };
    };
    const auto = await split();
    assert.match(auto.stderr, /^Left out a border of 1\d,1\d,1\d,1\d pixels/m);
    assert.ok(Object.values(auto.border).every((side) => Number(side) >= 14 && Number(side) <= 17));
    const none = await split("--border", "none");
    assert.doesNotMatch(none.stderr, /border/);
    assert.deepEqual(none.border, everywhere(0));
    const given = await split("--border", "1,2,3,4");
    assert.doesNotMatch(given.stderr, /Left out/);
    assert.deepEqual(given.border, { left: 1, top: 2, right: 3, bottom: 4 });
  });
});
