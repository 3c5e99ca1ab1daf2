/** Freezes a table and everything in it, so that a published number cannot be changed by accident. */
export function deepFreeze<T extends object>(table: T): T {
  for (const part of Object.values(table)) {
    if (typeof part === 'object' && part !== null) deepFreeze(part);
  }
  return Object.freeze(table);
}
