import type { FastifyReply } from 'fastify';

/** Aborts when the client leaves before it was answered, or has left already. */
export function leavingSignal({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  const noticeWhoLeft = () => {
    if (!raw.writableFinished) controller.abort();
  };
  if (raw.destroyed) noticeWhoLeft();
  else raw.once('close', noticeWhoLeft);
  return controller.signal;
}
