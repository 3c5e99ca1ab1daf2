import { monitorEventLoopDelay } from 'node:perf_hooks';

const TURN_MS = 5;

export interface EventLoopHolds {
  /** The longest time that a timer came late: our own work, or others who had the processors. */
  readonly longestMs: number;
  /** The most processor time that the main thread itself took between two turns: our own work alone. */
  readonly longestWorkMs: number;
}

/** Watches the event loop of the main thread from now on, until the answer is called. */
export function watchEventLoop(): () => EventLoopHolds {
  const delay = monitorEventLoopDelay({ resolution: TURN_MS });
  delay.enable();
  let before = process.threadCpuUsage();
  let longestWorkMs = 0;
  const turns = setInterval(() => {
    const { user, system } = process.threadCpuUsage(before);
    longestWorkMs = Math.max(longestWorkMs, (user + system) / 1000);
    before = process.threadCpuUsage();
  }, TURN_MS);
  return () => {
    clearInterval(turns);
    delay.disable();
    return { longestMs: delay.max / 1e6, longestWorkMs };
  };
}
