import { UserError } from "./errors.ts";

/** What stops writing, by the system's code, and what to do. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full; free some space, or choose another folder",
  EDQUOT: "your share of the disk is full; free some space, or choose another folder",
  EROFS: "it is read-only; choose another folder",
  EACCES: "permission is denied; change who may write there, or choose another folder",
  EPERM: "permission is denied; change who may write there, or choose another folder",
  EEXIST: "there is a file of that name; choose another folder",
  EISDIR: "there is a folder of that name; choose another",
  ENOENT: "there is no such folder; make it, or choose another",
  ENOTDIR: "it is a file, or below one; choose another folder",
};

/**
 * Explains why something could not be written.
 *
 * @param target What, as the user wrote it.
 * @param error What was thrown.
 * @returns A UserError, if it was the system that refused; anything else as it is.
 */
export function writeFailure(target: string, error: unknown): unknown {
  const { code, message = "" } = error as Partial<NodeJS.ErrnoException>;
  if (error instanceof UserError || code === undefined || !/^E[A-Z\d]+$/.test(code)) return error;
  // "Too many open files (os error 24): mkdir 'x'", or "EMFILE: too many open files, open 'x'".
  const words = message.replace(/^E[A-Z\d]+: /, "").split(/ \(os error|, /)[0]?.toLowerCase();
  return new UserError(`Cannot write to ${target}: ${REASONS[code] ?? words}`, { cause: error });
}
