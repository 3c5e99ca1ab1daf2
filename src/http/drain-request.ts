import type { IncomingMessage } from 'node:http';

/** How much of a refused body is still read before the connection is given up. */
export interface DrainLimits {
  readonly bytes: number;
  readonly milliseconds: number;
}

/**
 * Reads and discards what is left of a request, so that a browser which is still sending receives the answer and
 * the connection can serve the next request.
 * @returns false when a limit was reached first: then the connection has to be closed.
 */
export function drainRequest(request: IncomingMessage, limits: DrainLimits): Promise<boolean> {
  if (request.complete || request.destroyed) return Promise.resolve(true);
  if (Number(request.headers['content-length']) > limits.bytes) return Promise.resolve(false);
  return new Promise((resolve) => {
    let read = 0;
    const finish = (drained: boolean) => {
      clearTimeout(timer);
      request.off('data', count).off('end', ended).off('close', ended).off('error', ended);
      resolve(drained);
    };
    const ended = () => finish(true);
    const count = (chunk: Buffer) => {
      read += chunk.length;
      if (read > limits.bytes) finish(false);
    };
    const timer = setTimeout(() => finish(false), limits.milliseconds);
    request.unpipe();
    request.on('data', count).on('end', ended).on('close', ended).on('error', ended);
    request.resume();
  });
}
