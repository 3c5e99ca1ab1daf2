import type { FastifyReply, FastifyRequest } from 'fastify';
import { ErrorCode } from '../errors/app-error.js';
import { answerUnreadable } from './error-reply.js';
import { hasBody } from './has-body.js';

/** The least number of bytes that a body must deliver in a period while it arrives. */
export interface LeastProgress {
  readonly bytes: number;
  readonly milliseconds: number;
}

/**
 * Ends requests whose body all but stands still, since what they hold could serve others. They get 408.
 * @returns a hook
 */
export function giveUpSlowBodies({ bytes, milliseconds }: LeastProgress) {
  return async ({ raw, outcome }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (raw.complete || !hasBody(raw.headers)) return;
    const { socket } = raw;
    let seen = socket.bytesRead;
    const watch = setInterval(() => {
      if (raw.complete || reply.raw.headersSent) return clearInterval(watch);
      if (socket.bytesRead - seen < bytes) {
        clearInterval(watch);
        outcome.codes = [ErrorCode.BAD_USER_INPUT];
        reply.code(408);
        answerUnreadable(Object.assign(new Error(), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), socket);
        // The answer is being sent; the reader of the request learns that it has ended.
        raw.destroy();
      }
      seen = socket.bytesRead;
    }, milliseconds);
    reply.raw.once('close', () => clearInterval(watch));
  };
}
