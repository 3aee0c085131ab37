import assert from "node:assert/strict";
import { UserError } from "../../src/errors.ts";

/** The bytes of a `safetensors` file: the header's length, the header, the data. */
export function fileOf(header: unknown, data: Uint8Array = new Uint8Array()): Uint8Array {
  const text = typeof header === "string" ? header : JSON.stringify(header);
  const head = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + head.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(head.length), true);
  bytes.set(head, 8);
  bytes.set(data, 8 + head.length);
  return bytes;
}

/** Whether an error is a mistake of the user, told in one line that holds such words. */
export function isUserError(error: unknown, expected: RegExp = /^Cannot (read|use) /): true {
  assert.ok(error instanceof UserError, `${error}`);
  assert.equal(error.exitCode, 1);
  assert.doesNotMatch(error.message, /\n/);
  assert.match(error.message, expected);
  return true;
}
