import fastify, { type FastifyInstance } from 'fastify';

/** Fastify as our routes and hooks find it, with nothing else in it. */
export function bareApp(): FastifyInstance {
  const app = fastify();
  app.decorateRequest('outcome');
  app.addHook('onRequest', async (request) => {
    request.outcome = { field: 'none', codes: [] };
  });
  return app;
}
