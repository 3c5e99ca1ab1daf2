import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until something is so; jest's own time limit ends it when it never is.
 * @param everyMs how often it is looked at
 */
export async function until(condition: () => boolean | Promise<boolean>, everyMs = 5): Promise<void> {
  while (!(await condition())) await pause(everyMs);
}
