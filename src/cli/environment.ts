/**
 * Reads a variable of the environment, if that is permitted already: nobody is asked for it.
 *
 * @param variable Its name.
 * @returns Its value; undefined if there is none, or no permission.
 */
export function environment(variable: string): string | undefined {
  const { state } = Deno.permissions.querySync({ name: "env", variable });
  return state === "granted" ? Deno.env.get(variable) : undefined;
}
