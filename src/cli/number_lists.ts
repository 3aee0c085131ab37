import { UserError } from "../errors.ts";

/**
 * Reads several numbers from an option's text.
 *
 * @param option The option, for the error.
 * @param text As the user wrote it.
 * @param separator What is between them.
 * @returns The numbers.
 * @throws {UserError} If something in it is not a number.
 */
export function numbers(option: string, text: string, separator: string): readonly number[] {
  return text.split(separator).map((part) => {
    const trimmed = part.trim();
    const number = Number(trimmed);
    if (trimmed !== "" && Number.isFinite(number)) return number;
    throw new UserError(`${option} must be made of numbers, not "${text}"`, { usage: true });
  });
}

/**
 * Reads a number, or a range such as `0.4..0.6`, from an option's text.
 *
 * @param option The option, for the error.
 * @param text As the user wrote it.
 * @returns Its ends; the same twice for one number.
 * @throws {UserError} If it is neither.
 */
export function range(option: string, text: string): readonly [number, number] {
  const [least = NaN, most = least, ...more] = numbers(option, text, "..");
  if (more.length === 0) return [least, most];
  throw new UserError(`${option} must be a number or a range such as 0.4..0.6, not "${text}"`, {
    usage: true,
  });
}
