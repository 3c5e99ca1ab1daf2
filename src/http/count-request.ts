import type { FastifyReply } from 'fastify';
import type { Allowances, Standing } from '../access/allowances.js';
import type { GraphContext } from '../graphql/graph-context.js';

/** Counts the root fields of one request, and tells its client in the answer's headers how much is left. */
export function countRequest(
  allowances: Allowances,
  client: string,
  reply: FastifyReply,
): GraphContext['takeAllowance'] {
  const standings = new Map<string, Standing>();
  return async (isAnalysis) => {
    const { standings: newest, refusal } = await allowances.take(client, isAnalysis);
    for (const standing of newest) {
      // Fields run side by side: the smallest number is the newest.
      const earlier = standings.get(standing.policy);
      if (!earlier || standing.remaining <= earlier.remaining) standings.set(standing.policy, standing);
    }
    tell(reply, [...standings.values()]);
    if (!refusal) return;
    if (refusal.retryAfter !== undefined) reply.header('Retry-After', refusal.retryAfter);
    throw refusal;
  };
}

/** As draft-ietf-httpapi-ratelimit-headers has it, since its eighth version. */
function tell(reply: FastifyReply, standings: readonly Standing[]): void {
  if (standings.length === 0) return;
  const policies = standings.map(
    ({ policy, limit, windowSeconds }) => `"${policy}";q=${limit};w=${windowSeconds}`,
  );
  const left = standings.map(
    ({ policy, remaining, resetSeconds }) => `"${policy}";r=${remaining};t=${resetSeconds}`,
  );
  reply.header('RateLimit-Policy', policies.join(', ')).header('RateLimit', left.join(', '));
}
