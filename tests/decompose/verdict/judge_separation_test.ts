import assert from "node:assert/strict";
import { judgeSeparation } from "../../../src/decompose/verdict/judge_separation.ts";
import { map, noise, picture } from "../../metrics/pictures.ts";

const PHOTO = noise(48, 32, 1);

Deno.test("judgeSeparation() scores what the recipe is sure of, in the words of every verdict", async () => {
  for (
    const [certainty, words] of [
      [1, /^separated$/],
      [0.75, /^separated$/],
      [0.6, /^partly$/],
      [0.2, /^could not be separated: /],
      [0, /^could not be separated: /],
    ] as const
  ) {
    const verdict = await judgeSeparation(PHOTO, certainty);
    assert.match(verdict.words, words);
    assert.deepEqual([verdict.score, verdict.kind], [certainty, "mixture"]);
    assert.deepEqual(verdict.evidence, { certainty });
  }
});

Deno.test("judgeSeparation() of a blank photo is 0, however sure the recipe, and says why", async () => {
  const grain = map(noise(200, 200, 2), (v) => 0.5 + (v - 0.5) / 128);
  for (const blank of [picture(32, 32, () => 0), picture(20, 40, () => 1), grain]) {
    assert.deepEqual(await judgeSeparation(blank, 1), {
      score: 0,
      words: "could not be separated: the photo is blank",
      kind: "blank",
      evidence: { certainty: 1 },
    });
  }
});
