import cors from '@fastify/cors';
import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config/config.js';

/** Tells browsers what they may do with every answer, and which pages of other origins may read it. */
export async function browserHeaders(app: FastifyInstance, config: Config): Promise<void> {
  await app.register(helmet, {
    // What is served here is data; a page brings a policy of its own.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // Front ends of other origins show our pictures; everything else they may read is up to CORS.
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    strictTransportSecurity: config.publicUrl?.startsWith('https:') ?? false,
    frameguard: { action: 'deny' },
  });
  await app.register(cors, {
    origin: [...config.corsOrigins],
    methods: ['GET', 'POST'],
    strictPreflight: false,
    allowedHeaders: ['Content-Type', 'Authorization', 'Apollo-Require-Preflight', 'X-Apollo-Operation-Name'],
    exposedHeaders: ['Retry-After', 'RateLimit', 'RateLimit-Policy', 'X-Request-Id'],
  });
}
