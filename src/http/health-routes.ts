import { setTimeout as pause } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Allowances } from '../access/allowances.js';
import { StatementTimeoutError } from '../persistence/database-away.js';
import type { Orm } from '../persistence/orm.js';
import type { Pictures } from '../pictures/pictures.js';
import type { Disagreement } from '../pictures/store-identity.entity.js';
import { storeDisagreement } from '../pictures/store-identity.js';
import type { UnderWay } from './under-way.js';

interface HealthParts {
  readonly orm: Orm;
  readonly allowances: Allowances;
  readonly underWay: UnderWay;
  readonly pictures: Pictures;
}

/** How long the database may take to answer: less than those wait who ask for the health. */
const ANSWER_MS = 2000;

/**
 * `/health/live`: the process answers. `/health/ready`: it can serve, since it does not stop and the database answers a
 * query; degraded while it begins no analysis, since it cannot count them, while the store of pictures does not answer,
 * and while nothing is swept there, since it may be another database's. The store itself is not asked.
 */
export function healthRoutes(
  app: FastifyInstance,
  { orm, allowances, underWay, pictures }: HealthParts,
): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (request, reply) => {
    if (underWay.isStopping) return reply.code(503).send({ status: 'stopping' });
    let disagreement: Disagreement | null;
    try {
      disagreement = await Promise.race([storeDisagreement(orm.em), noAnswer()]);
    } catch (error) {
      request.log.warn(
        { code: error instanceof Error && 'code' in error ? error.code : undefined },
        'not ready',
      );
      return reply.code(503).send({ status: 'unavailable', database: 'unavailable' });
    }
    const lacking = {
      ...(!(await allowances.areKept()) && { limits: 'unavailable' }),
      ...(!pictures.areAnswered && { pictures: 'unavailable' }),
      ...(disagreement && { sweep: disagreement }),
    };
    return { status: Object.keys(lacking).length > 0 ? 'degraded' : 'ok', ...lacking };
  });
}

async function noAnswer(): Promise<never> {
  await pause(ANSWER_MS, undefined, { ref: false });
  throw new StatementTimeoutError(`No answer within ${ANSWER_MS} ms.`);
}
