import fastify, { type FastifyBaseLogger, LogController } from 'fastify';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Metrics } from '../metrics/metrics.js';
import type { PictureAddresses } from '../pictures/picture-addresses.js';
import type { Pictures } from '../pictures/pictures.js';
import type { ServedPicturesService } from '../pictures/served-pictures.service.js';
import { APP_PATH, appRoute, BUILT_APP } from './app-route.js';
import { browserHeaders } from './browser-headers.js';
import { drainRequest } from './drain-request.js';
import { answerUnreadable, nothingHere, replyWithError } from './error-reply.js';
import { giveUpSlowBodies } from './give-up-slow-bodies.js';
import { giveUpSlowReaders } from './give-up-slow-readers.js';
import { type GraphqlParts, graphqlRoute } from './graphql-route.js';
import { healthRoutes } from './health-routes.js';
import { metricsRoute } from './metrics-route.js';
import { pictureRoute } from './picture-route.js';
import { PLAYGROUND_PATH, playgroundRoutes } from './playground-routes.js';
import { refuseRepeatedHeaders } from './refuse-repeated-headers.js';
import { tellRequests } from './tell-requests.js';
import { UnderWay } from './under-way.js';

/** What the HTTP layer serves. */
export interface HttpParts extends GraphqlParts {
  readonly addresses: PictureAddresses;
  readonly pictures: Pictures;
  /** What is served of thumbnails. */
  readonly served: ServedPicturesService;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** An upload that is refused is still read, up to so many times the size limit, and so long. */
const DRAIN_FACTOR = 4;
const DRAIN_MILLISECONDS = 15_000;
/** An upload of the largest size over a slow mobile line takes about this long. */
const REQUEST_TIMEOUT_MS = 300_000;
const HEADERS_TIMEOUT_MS = 10_000;
/** How often Node looks for requests that took longer than these two. */
const TIMEOUT_CHECK_MS = 2000;
/** A slow mobile line brings five times as much. */
const LEAST_PROGRESS = { bytes: 64 * 1024, milliseconds: 15_000 };
/** The largest file of the playground over a slow mobile line takes about this long. */
const READING_MS = 120_000;

/** A server that listens. */
export interface RunningHttp {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Refuses what is new, finishes what is not within the grace period, and closes. @returns how many were cut. */
  stop(graceMs: number): Promise<number>;
}

/** Builds every route and listens. */
export async function startHttp(parts: HttpParts): Promise<RunningHttp> {
  const { config, orm, authenticator, clients, allowances, addresses, served, metrics, log } = parts;
  // Without the annotation Fastify's types carry pino's through every route.
  const loggerInstance: FastifyBaseLogger = log;
  const tellRequest = tellRequests(metrics, clients);
  const app = fastify({
    loggerInstance,
    // One line a request, written below, instead of one at its begin and one at its end.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => uuidv7(),
    // An address in X-Forwarded-For is believed as far as these wrote it.
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    forceCloseConnections: 'idle',
    // What waits for a body that never comes holds its connection no longer than this.
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: {
      headersTimeout: HEADERS_TIMEOUT_MS,
      connectionsCheckingInterval: TIMEOUT_CHECK_MS,
      // Node's own refusal has no body, and health checks over HTTP/1.0 send no Host header.
      requireHostHeader: false,
    },
    // Refusals that Fastify makes before a route is found, and while it closes, have the form of all others.
    frameworkErrors: (error, request, reply) => {
      tellRequest(request, reply);
      // No other hook runs here that would see to the rest of a body.
      replyWithError(error, request, reply.header('Connection', 'close'));
    },
    clientErrorHandler: answerUnreadable,
    return503OnClosing: false,
  });
  const drainLimits = { bytes: config.image.maxBytes * DRAIN_FACTOR, milliseconds: DRAIN_MILLISECONDS };
  app.setErrorHandler(replyWithError);
  app.setNotFoundHandler(() => {
    throw nothingHere();
  });
  app.decorateRequest('outcome');
  app.addHook('onRequest', async (request, reply) => {
    tellRequest(request, reply);
    reply.header('X-Request-Id', request.id);
  });
  // What is expected beside 100-continue may be ignored, and Node would refuse it without a message.
  app.server.on('checkExpectation', (request, response) => app.server.emit('request', request, response));
  // Node remembers an address that was asked for, and has none to give after a connection is reset.
  app.server.on('connection', (socket) => void socket.remoteAddress);
  const underWay = new UnderWay(app);
  app.addHook('onRequest', giveUpSlowBodies(LEAST_PROGRESS));
  app.addHook('onSend', drainRequest(drainLimits));
  app.addHook('onSend', giveUpSlowReaders(READING_MS));
  await browserHeaders(app, config);
  app.addHook('onRequest', refuseRepeatedHeaders);
  graphqlRoute(app, parts);
  healthRoutes(app, { orm, allowances, underWay, pictures: parts.pictures });
  metricsRoute(app, metrics, config);
  pictureRoute(app, addresses, served, orm);
  await playgroundRoutes(app, config.introspection, authenticator.needsToken);
  const appIsBuilt = await appRoute(
    app,
    BUILT_APP,
    () => new URL(config.publicUrl ?? app.listeningOrigin).origin,
  );
  if (!config.production) {
    app.get('/', async (_request, reply) => reply.redirect(appIsBuilt ? APP_PATH : PLAYGROUND_PATH));
  }
  await app.listen({
    host: config.host,
    port: config.port,
    listenTextResolver: (address) => `listening at ${address}`,
  });
  return {
    url: app.listeningOrigin,
    async stop(graceMs) {
      const cut = await underWay.finish(graceMs);
      const closed = app.close();
      app.server.closeAllConnections();
      await closed;
      return cut;
    },
  };
}
