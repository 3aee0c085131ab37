import { UserError } from "../errors.ts";
import { VERSION } from "../versions.ts";
import { parseCommandLine } from "./args.ts";
import { DATASET } from "./dataset_command.ts";
import { DOCTOR } from "./doctor_command.ts";
import { EVALUATE } from "./evaluate_command.ts";
import { tellFailure } from "./explain.ts";
import { columns, exampleLines, helpText, optionLines } from "./help.ts";
import { PROGRAM } from "./program.ts";
import { RECIPES_COMMAND } from "./recipes_command.ts";
import { SPLIT } from "./split_command.ts";
import { suggest } from "./suggest.ts";
import { TRAIN } from "./train_command.ts";

/** Every command, in the order of the help. */
const COMMANDS = [SPLIT, RECIPES_COMMAND, EVALUATE, DATASET, TRAIN, DOCTOR];

const OPTIONS = {
  help: { kind: "flag", short: "h", help: "Show this help, or that of a command" },
  version: { kind: "flag", short: "V", help: "Show the version" },
} as const;

/**
 * The command line program. Results go to standard output; progress and errors to standard error.
 *
 * @param args Its arguments.
 * @returns The exit code: 0 for success, 2 for wrong usage, 1 for other failures, 128 + n when
 * signal n stopped it.
 */
export async function main(args: readonly string[]): Promise<number> {
  try {
    return await run(args);
  } catch (error) {
    return tellFailure(error);
  }
}

async function run(args: readonly string[]): Promise<number> {
  const [first, ...rest] = args;
  if (first === undefined || first === "help") return await help(rest);
  if (/^-./.test(first)) {
    const { values } = parseCommandLine([first], OPTIONS);
    if (values.version) console.log(`unblend ${VERSION}`);
    else await help([]);
    return 0;
  }
  return await find(first).run(rest);
}

function find(name: string) {
  const command = COMMANDS.find((command) => command.name === name);
  if (command) return command;
  // A photo in place of the command is the likeliest slip.
  const near = /\.\w+$/.test(name)
    ? `${PROGRAM} split ${name}`
    : suggest(name, COMMANDS.map((command) => command.name));
  const advice = near ? `did you mean ${near}?` : `${PROGRAM} --help lists the commands`;
  throw new UserError(`There is no command "${name}": ${advice}`, { usage: true });
}

async function help([name]: readonly string[]): Promise<number> {
  if (name !== undefined) return await find(name).run(["--help"]);
  console.log(helpText([
    ["", ["unblend takes one photograph that is two photographs and gives back the two"]],
    ["", [`Usage: ${PROGRAM} COMMAND [OPTIONS]`]],
    ["Commands:", columns(COMMANDS.map(({ name, summary }) => [name, summary]))],
    ["Options:", optionLines(OPTIONS)],
    ["Examples:", exampleLines(COMMANDS.flatMap(({ examples }) => examples.slice(0, 1)))],
    ["", [`${PROGRAM} COMMAND --help tells all about a command`]],
  ]));
  return 0;
}
