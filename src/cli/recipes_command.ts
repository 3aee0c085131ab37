import { RECIPES } from "../decompose/recipes.ts";
import { plainCommand } from "./command.ts";
import { exampleLines } from "./help.ts";
import { PROGRAM } from "./program.ts";

/** `unblend recipes`: what can be done with a photo. */
export const RECIPES_COMMAND = plainCommand({
  name: "recipes",
  summary: "List what can be done with a photo: the recipes, with an example each",
  options: {},
  notes: [],
  examples: [{ command: `${PROGRAM} recipes`, does: "One line and one example for each recipe" }],
  run: () => {
    for (const [name, { summary, example, hint }] of Object.entries(RECIPES)) {
      console.log([
        name,
        `  ${summary}`,
        ...hint ? [`  Takes strokes by --hint FILE: ${hint}`] : [],
        ...exampleLines([{ command: `${PROGRAM} split ${example}`, does: "" }]).slice(0, 1),
      ].join("\n"));
    }
    return Promise.resolve(0);
  },
});
