/**
 * Does something that the program can do without: only if that is permitted already, so that nobody
 * is asked for it, and no matter whether it fails.
 *
 * @param permission What it needs.
 * @param action What is done.
 * @returns Its result, or undefined.
 */
export async function ifAllowed<T>(
  permission: Deno.PermissionDescriptor,
  action: () => T | Promise<T>,
): Promise<T | undefined> {
  try {
    const { state } = await Deno.permissions.query(permission);
    return state === "granted" ? await action() : undefined;
  } catch {
    return undefined;
  }
}
