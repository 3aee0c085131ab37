import { parseArgs } from "node:util";
import { UserError } from "../errors.ts";
import { suggest } from "./suggest.ts";

interface OptionBase {
  /** One line for the help. */
  readonly help: string;
  /** Its letter, for `-f`. */
  readonly short?: string;
}

/** An option that is there or not. */
export interface FlagOption extends OptionBase {
  readonly kind: "flag";
}

/** An option with a text: a path, a name. */
export interface TextOption extends OptionBase {
  readonly kind: "text";
  /** What the help calls the value. */
  readonly value: string;
  /** The only texts that it takes. */
  readonly choices?: readonly string[];
}

/** An option with a number. */
export interface NumberOption extends OptionBase {
  readonly kind: "number";
  /** What the help calls the value. */
  readonly value: string;
  /** Least and most, both included. */
  readonly range: readonly [number, number];
  /** Whether the number may have a fraction. */
  readonly fraction?: boolean;
}

/** The options of a command by their long names: what is parsed and what the help says. */
export type OptionTable = Readonly<Record<string, FlagOption | TextOption | NumberOption>>;

/** The values of the options of a table; undefined where an option was not given. */
export type OptionValues<T extends OptionTable> = {
  readonly [K in keyof T]: T[K] extends FlagOption ? boolean
    : T[K] extends NumberOption ? number | undefined
    : string | undefined;
};

/** A command line, parsed. */
export interface CommandLine<T extends OptionTable> {
  readonly operands: readonly string[];
  readonly values: OptionValues<T>;
}

/**
 * Parses the arguments of a command. Of an option given twice the last one counts; what follows `--`
 * is no option.
 *
 * @param args The arguments.
 * @param table The options there are.
 * @returns Operands and the values of the options.
 * @throws {UserError} If an option does not exist, lacks its value, or has an impossible one.
 */
export function parseCommandLine<T extends OptionTable>(
  args: readonly string[],
  table: T,
): CommandLine<T> {
  // Not strict, and read token by token: parseArgs' own messages run over several lines.
  const { tokens } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      Object.entries(table).map(([name, { kind, short }]) => [
        name,
        { type: kind === "flag" ? "boolean" : "string", ...(short ? { short } : {}) } as const,
      ]),
    ),
  });
  const operands: string[] = [];
  const values: Record<string, string | number | boolean> = {};
  for (const [name, { kind }] of Object.entries(table)) if (kind === "flag") values[name] = false;
  for (const token of tokens) {
    if (token.kind === "positional") operands.push(token.value);
    if (token.kind === "option") values[token.name] = valueOf(token, table);
  }
  return { operands, values: values as OptionValues<T> };
}

interface OptionToken {
  readonly name: string;
  readonly rawName: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
}

function valueOf(token: OptionToken, table: OptionTable): string | number | boolean {
  const { name, rawName, value } = token;
  const option = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!option) {
    const near = suggest(name, Object.keys(table));
    throw wrong(`There is no option ${rawName}${near ? `: did you mean --${near}?` : ""}`);
  }
  if (option.kind === "flag") {
    if (value !== undefined) throw wrong(`${rawName} takes no value, but was given "${value}"`);
    return true;
  }
  const isNumber = /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(value ?? "");
  if (!value || (!token.inlineValue && value.startsWith("-") && !isNumber)) {
    throw wrong(`${rawName} needs a value: write ${rawName} ${option.value}`);
  }
  if (option.kind === "text") {
    if (!option.choices || option.choices.includes(value)) return value;
    throw wrong(`${rawName} must be one of ${option.choices.join(", ")}, not "${value}"`);
  }
  const [least, most] = option.range;
  const number = isNumber ? Number(value) : NaN;
  const possible = option.fraction ? Number.isFinite(number) : Number.isInteger(number);
  if (possible && number >= least && number <= most) return number;
  const noun = option.fraction ? "a number" : "a whole number";
  throw wrong(`${rawName} must be ${noun} from ${least} to ${most}, not "${value}"`);
}

function wrong(message: string): UserError {
  return new UserError(message, { usage: true });
}
