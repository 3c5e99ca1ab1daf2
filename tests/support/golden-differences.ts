/** Whether two numbers may pass for equal; the path is that of `differences`. */
export type IsClose = (recorded: number, now: number, path: string) => boolean;

const exactly: IsClose = (recorded, now) => recorded === now;

/** Every place where a value is no longer what was recorded, such as `criteria.2.score: 80, now 81`. */
export function differences(recorded: unknown, now: unknown, isClose = exactly, path = ''): string[] {
  if (isTree(recorded) && isTree(now) && Array.isArray(recorded) === Array.isArray(now)) {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(now)]);
    return [...keys].flatMap((key) =>
      differences(recorded[key], now[key], isClose, path === '' ? key : `${path}.${key}`),
    );
  }
  const isEqual =
    typeof recorded === 'number' && typeof now === 'number' ? isClose(recorded, now, path) : recorded === now;
  return isEqual ? [] : [`${path}: ${told(recorded)}, now ${told(now)}`];
}

function isTree(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function told(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

/** What a test compares with an empty list: the advice first, then the first of the differences. */
export function withAdvice(found: readonly string[], advice: string): string[] {
  const more = found.length > 20 ? [`… and ${found.length - 20} more`] : [];
  return found.length === 0 ? [] : [advice, ...found.slice(0, 20), ...more];
}
