import type { OptionTable } from "./args.ts";

/** An example for the help: the command, and what it does. */
export interface Example {
  readonly command: string;
  readonly does: string;
}

/**
 * Writes options as the lines of a help text.
 *
 * @param table The options.
 * @returns One line an option, aligned.
 */
export function optionLines(table: OptionTable): readonly string[] {
  return columns(
    Object.entries(table).map(([name, option]) => [
      `${option.short ? `-${option.short}, ` : "    "}--${name}` +
      (option.kind === "flag" ? "" : ` ${option.value}`),
      option.help,
    ]),
  );
}

/**
 * Sets pairs of texts in two columns, indented by two spaces.
 *
 * @param pairs Left and right text of each line.
 * @returns The lines.
 */
export function columns(pairs: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...pairs.map(([left]) => left.length));
  return pairs.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`);
}

/**
 * Joins the parts of a help text: each part a heading and its lines, parted by empty lines.
 *
 * @param parts The parts; those without lines are left out, an empty heading is not printed.
 * @returns The text.
 */
export function helpText(parts: readonly (readonly [string, readonly string[]])[]): string {
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => [...(heading ? [heading] : []), ...lines].join("\n"))
    .join("\n\n");
}

/**
 * Writes examples as the lines of a help text.
 *
 * @param examples The examples.
 * @returns Two lines an example.
 */
export function exampleLines(examples: readonly Example[]): readonly string[] {
  return examples.flatMap(({ command, does }) => [`  ${command}`, `      ${does}`]);
}
