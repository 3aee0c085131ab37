import { UserError } from "../errors.ts";
import { type OptionTable, type OptionValues, parseCommandLine } from "./args.ts";
import { columns, type Example, exampleLines, helpText, optionLines } from "./help.ts";
import { PROGRAM } from "./program.ts";

/** A command as the table of commands sees it. */
export interface Command {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  readonly examples: readonly Example[];
  /**
   * Runs it.
   *
   * @param args What follows its name on the command line.
   * @returns The exit code.
   * @throws {UserError} If something is wrong that the user can mend.
   */
  readonly run: (args: readonly string[]) => Promise<number>;
}

/** What a command is made from. */
export interface CommandDescription<T extends OptionTable> {
  readonly name: string;
  readonly summary: string;
  /** What it works on, such as `PHOTO`. */
  readonly operand: { readonly name: string; readonly help: string };
  readonly options: T;
  /** Further parts of the help: headings, and the lines under them. */
  readonly notes: readonly (readonly [string, readonly string[]])[];
  readonly examples: readonly Example[];
  readonly run: (operand: string, values: OptionValues<T>) => Promise<number>;
}

const HELP = { help: { kind: "flag", short: "h", help: "Show this help" } } as const;

/**
 * Makes a command: parses its arguments, and answers `--help`.
 *
 * @param description The command.
 * @returns The command for the table.
 */
export function command<T extends OptionTable>(description: CommandDescription<T>): Command {
  const { name, summary, examples, operand } = description;
  const table = { ...description.options, ...HELP };
  const usage = `${PROGRAM} ${name} ${operand.name}`;
  const help = () =>
    helpText([
      ["", [summary]],
      ["", [`Usage: ${usage} [OPTIONS]`]],
      ["", columns([[operand.name, operand.help]])],
      ["Options:", optionLines(table)],
      ...description.notes,
      ["Examples:", exampleLines(examples)],
    ]);
  const run = (args: readonly string[]): Promise<number> => {
    const { operands: [first, ...more], values } = parseCommandLine(args, table);
    if (values.help) {
      console.log(help());
      return Promise.resolve(0);
    }
    if (first === undefined) {
      const message = `${name} needs a ${operand.name}: ${examples[0]?.command ?? usage}`;
      throw new UserError(message, { usage: true });
    }
    if (more.length > 0) {
      const given = [first, ...more].join(", ");
      throw new UserError(
        `${name} takes one ${operand.name}, but was given ${more.length + 1}: ${given}`,
        { usage: true },
      );
    }
    return description.run(first, values);
  };
  return { name, summary, examples, run };
}
