import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Ends connections whose client takes longer than this to read its answer, since that stays in memory until then.
 * @returns a hook for the moment at which an answer begins to leave
 */
export function giveUpSlowReaders(milliseconds: number) {
  return async ({ raw: { socket } }: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (socket.destroyed) return;
    const timer = setTimeout(() => socket.destroy(), milliseconds);
    reply.raw.once('close', () => clearTimeout(timer));
  };
}
