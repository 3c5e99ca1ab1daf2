import type { IncomingMessage } from 'node:http';
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
export function drainRequest(limits: DrainLimits) {
  return async ({ raw, headers }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (raw.complete || raw.destroyed) return;
    if (Number(headers['content-length']) > limits.bytes) {
      reply.header('Connection', 'close');
    } else if (reply.raw.shouldKeepAlive) {
      reply.raw.once('finish', async () => {
        if (!(await drain(raw, limits))) raw.socket.destroy();
      });
    } else {
      // The end of the answer will be that of the connection, together with what is still being sent.
      await drain(raw, limits);
    }
  };
}

/** Reads to the end, and throws it away. @returns false when a limit was reached first. */
function drain(raw: IncomingMessage, { bytes, milliseconds }: DrainLimits): Promise<boolean> {
  if (raw.destroyed) return Promise.resolve(true);
  const { socket } = raw;
  const [mostRead, latest] = [socket.bytesRead + bytes, performance.now() + milliseconds];
  return new Promise((resolve) => {
    const finish = (isWhole: boolean) => {
      clearInterval(watch);
      raw.off('end', ended).off('close', ended);
      resolve(isWhole);
    };
    const ended = () => finish(true);
    // Node does not report the bytes that it reads after an answer.
    const watch = setInterval(() => {
      if (socket.bytesRead > mostRead || performance.now() > latest) finish(false);
    }, LOOK_MS);
    raw.once('end', ended).once('close', ended).once('error', ended);
    raw.unpipe();
    raw.resume();
  });
}
