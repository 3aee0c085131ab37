/** What a user types before a command, in a clone of the project. */
export const PROGRAM = "deno run -A cli.ts";
