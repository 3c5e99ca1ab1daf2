import { setTimeout as pause } from 'node:timers/promises';

/** Waits until something is so; jest's own time limit ends it when it never is. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await pause(5);
}
