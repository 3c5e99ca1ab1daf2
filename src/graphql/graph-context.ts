import type { FastifyBaseLogger } from 'fastify';
import type { RequestContext } from '../access/request-context.js';
import type { Outcome } from './outcome.js';

/** What the resolvers get, and what the plug-ins around them need. */
export type GraphContext = RequestContext & {
  readonly log: FastifyBaseLogger;
  readonly outcome: Outcome;
  /** Counts a root field. @throws AppError RATE_LIMITED, or SERVER_BUSY for an analysis. */
  readonly takeAllowance: (isAnalysis: boolean) => Promise<void>;
};
