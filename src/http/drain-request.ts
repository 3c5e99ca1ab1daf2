import type { FastifyReply, FastifyRequest } from 'fastify';

/** How much is still read of a request that was answered before it was whole. */
export interface DrainLimits {
  readonly bytes: number;
  readonly milliseconds: number;
}

/** How often it is looked whether a limit was reached. */
const LOOK_MS = 100;

/**
 * Answers at once, and only then reads and discards what is left of the request: who looks hears early, a browser that sends
 * to the end finds the answer there, and the connection can serve the next request. Beyond a limit it is closed.
 * @returns a hook for the moment at which an answer begins to leave
 */
export function drainRequest({ bytes, milliseconds }: DrainLimits) {
  return async ({ raw, headers }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (raw.complete || raw.destroyed) return;
    if (Number(headers['content-length']) > bytes) {
      reply.header('Connection', 'close');
      return;
    }
    reply.raw.once('finish', () => {
      const { socket } = raw;
      const [mostRead, latest] = [socket.bytesRead + bytes, performance.now() + milliseconds];
      // Node throws away what it reads now without telling anybody.
      const watch = setInterval(() => {
        if (socket.bytesRead > mostRead || performance.now() > latest) socket.destroy();
      }, LOOK_MS);
      raw.once('close', () => clearInterval(watch));
      raw.unpipe();
      raw.resume();
    });
  };
}
