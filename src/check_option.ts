import { UserError } from "./errors.ts";

/**
 * Checks an option that is one of some names.
 *
 * @param kind What it names, for the error.
 * @param name As the caller gave it.
 * @param names Those there are.
 * @returns The name.
 * @throws {UserError} If it is none of them.
 */
export function oneOf<Name extends string>(
  kind: string,
  name: string,
  names: readonly Name[],
): Name {
  const found = names.find((one) => one === name);
  if (found !== undefined) return found;
  throw new UserError(`There is no ${kind} "${name}": choose one of ${names.join(", ")}`, {
    usage: true,
  });
}

/**
 * Checks the range of the first layer's share in a mixture.
 *
 * @param alpha Least and most, as the caller gave them.
 * @returns The range.
 * @throws {UserError} If a layer could be missing from the mixture, or the range is upside down.
 */
export function checkAlpha([least, most]: readonly [number, number]): readonly [number, number] {
  if (least > 0 && least <= most && most < 1) return [least, most];
  const given = least === most ? least : `${least}..${most}`;
  throw new UserError(
    `The alpha must be above 0 and below 1, such as 0.5 or 0.4..0.6, not ${given}`,
    { usage: true },
  );
}

/**
 * Checks an option that is a number.
 *
 * @param name What it is, for the error.
 * @param value As the caller gave it.
 * @param range Least and most, both included.
 * @param options `fraction`: whether it may have one.
 * @returns The number.
 * @throws {UserError} If it is out of range.
 */
export function inRange(
  name: string,
  value: number,
  [least, most]: readonly [number, number],
  { fraction = false }: { readonly fraction?: boolean } = {},
): number {
  const possible = fraction || Number.isInteger(value);
  if (possible && value >= least && value <= most) return value;
  const range = `${fraction ? "a number" : "a whole number"} from ${least} to ${most}`;
  throw new UserError(`The ${name} must be ${range}, not ${value}`, { usage: true });
}
