import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';
import type { Metrics } from '../metrics/metrics.js';
import { nothingHere } from './error-reply.js';

/**
 * `/metrics` in Prometheus' text form. It asks for METRICS_TOKEN where one is set, is open without one as long as the
 * server has no authentication, and does not exist otherwise.
 */
export function metricsRoute(app: FastifyInstance, metrics: Metrics, config: Config): void {
  const { metricsToken, auth, production } = config;
  const open = auth.mode === 'none' && !production;
  app.get('/metrics', async (request, reply) => {
    const allowed = metricsToken
      ? isSame(request.headers.authorization ?? '', `Bearer ${metricsToken}`)
      : open;
    if (!allowed) throw nothingHere();
    return reply.type(metrics.contentType).send(await metrics.text());
  });
}

/** Compares in constant time. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
