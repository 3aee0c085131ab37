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

/** What every command is made from. */
interface CommonDescription<T extends OptionTable> {
  readonly name: string;
  readonly summary: string;
  readonly options: T;
  /** Further parts of the help: headings, and the lines under them. */
  readonly notes: readonly (readonly [string, readonly string[]])[];
  readonly examples: readonly Example[];
}

/** What a command is made from that works on something. */
export interface CommandDescription<T extends OptionTable> extends CommonDescription<T> {
  /** What it works on, such as `PHOTO`, and whether on several of these at once. */
  readonly operand: { readonly name: string; readonly help: string; readonly several?: boolean };
  readonly run: (
    operands: readonly [string, ...string[]],
    values: OptionValues<T>,
  ) => Promise<number>;
}

/** What a command is made from that has options alone. */
export interface PlainCommandDescription<T extends OptionTable> extends CommonDescription<T> {
  readonly run: (values: OptionValues<T>) => Promise<number>;
}

const HELP = { help: { kind: "flag", short: "h", help: "Show this help" } } as const;

/**
 * Makes a command: parses its arguments, and answers `--help`.
 *
 * @param description The command.
 * @returns The command for the table.
 */
export function command<T extends OptionTable>(description: CommandDescription<T>): Command {
  const { name, examples, operand } = description;
  const usage = `${name} ${operand.name}${operand.several ? "..." : ""}`;
  return make(description, usage, columns([[operand.name, operand.help]]), (operands, values) => {
    const [first, ...more] = operands;
    if (first === undefined) {
      throw wrong(`${name} needs a ${operand.name}: ${examples[0]?.command ?? usage}`);
    }
    if (operands.length > 1 && !operand.several) {
      const given = operands.join(", ");
      throw wrong(
        `${name} takes one ${operand.name}, but was given ${operands.length}: ${given}`,
      );
    }
    return description.run([first, ...more], values);
  });
}

/**
 * Makes a command that takes nothing but options.
 *
 * @param description The command.
 * @returns The command for the table.
 */
export function plainCommand<T extends OptionTable>(
  description: PlainCommandDescription<T>,
): Command {
  const { name } = description;
  return make(description, name, [], ([first], values) => {
    if (first !== undefined) throw wrong(`${name} takes options only, but was given ${first}`);
    return description.run(values);
  });
}

function make<T extends OptionTable>(
  { name, summary, examples, options, notes }: CommonDescription<T>,
  usage: string,
  operandHelp: readonly string[],
  run: (operands: readonly string[], values: OptionValues<T>) => Promise<number>,
): Command {
  const table = { ...options, ...HELP };
  const help = () =>
    helpText([
      ["", [summary]],
      ["", [`Usage: ${PROGRAM} ${usage} [OPTIONS]`]],
      ["", operandHelp],
      ["Options:", optionLines(table)],
      ...notes,
      ["Examples:", exampleLines(examples)],
    ]);
  return {
    name,
    summary,
    examples,
    run: async (args) => {
      const { operands, values } = parseCommandLine(args, table);
      if (!values.help) return await run(operands, values);
      console.log(help());
      return 0;
    },
  };
}

function wrong(message: string): UserError {
  return new UserError(message, { usage: true });
}
