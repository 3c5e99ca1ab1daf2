import type { FastifyInstance } from 'fastify';
import type { Allowances } from '../access/allowances.js';
import type { Orm } from '../persistence/start-orm.js';
import type { UnderWay } from './under-way.js';

interface HealthParts {
  readonly orm: Orm;
  readonly allowances: Allowances;
  readonly underWay: UnderWay;
}

/**
 * `/health/live`: the process answers. `/health/ready`: it can serve, since it does not stop and the database answers a
 * query; degraded while it begins no analysis, since it cannot count them.
 */
export function healthRoutes(app: FastifyInstance, { orm, allowances, underWay }: HealthParts): void {
  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (request, reply) => {
    if (underWay.isStopping) return reply.code(503).send({ status: 'stopping' });
    try {
      await orm.em.getConnection().execute('select 1');
    } catch (error) {
      request.log.warn(
        { code: error instanceof Error && 'code' in error ? error.code : undefined },
        'not ready',
      );
      return reply.code(503).send({ status: 'unavailable', database: 'unavailable' });
    }
    return (await allowances.areKept()) ? { status: 'ok' } : { status: 'degraded', limits: 'unavailable' };
  });
}
