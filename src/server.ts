import 'reflect-metadata';
import { type Logger, pino } from 'pino';
import { Allowances } from './access/allowances.js';
import { everybodyIsLocal } from './access/authenticator.js';
import { ClientKeys } from './access/client-keys.js';
import { countInMemory, countInRedis } from './access/count-store.js';
import { JwtAuthenticator } from './access/jwt-authenticator.js';
import { PictureSigner } from './access/picture-signer.js';
import { AnalysisResolver } from './analysis/analysis.resolver.js';
import { AnalysisService } from './analysis/analysis.service.js';
import type { Config } from './config/config.js';
import { entities } from './entities.js';
import { startKeepingFigures } from './figures/keep-figures.js';
import { startSearchUpkeep } from './figures/search-upkeep.js';
import { buildGraph } from './graphql/build-graph.js';
import { countRootFields } from './graphql/count-root-fields.js';
import { startApollo } from './graphql/start-apollo.js';
import { HistoryService } from './history/history.service.js';
import { HistoryStatsResolver } from './history/history-stats.resolver.js';
import { HistoryStatsService } from './history/history-stats.service.js';
import { ScanPlaces } from './history/scan-places.js';
import { ThumbnailResolver } from './history/thumbnail.resolver.js';
import { startHttp } from './http/start-http.js';
import { UploadLimitsResolver } from './image/upload-limits.resolver.js';
import { JudgementService } from './judgement/judgement.service.js';
import { ModelJudge } from './judgement/model-judge.js';
import { Bulkhead } from './load/bulkhead.js';
import { serverBusyWith } from './load/server-busy.js';
import { UploadRoom } from './load/upload-room.js';
import { MEASURING_WORKER, Measurer } from './measurement/measurer.js';
import { Metrics } from './metrics/metrics.js';
import { watchLoad } from './metrics/watch-load.js';
import { GroqModels } from './model/groq-models.js';
import { connectionsOf } from './persistence/connections-of.js';
import { startOrm } from './persistence/start-orm.js';
import { openPictureStore } from './pictures/open-picture-store.js';
import { PictureAddresses } from './pictures/picture-addresses.js';
import { Pictures } from './pictures/pictures.js';
import { ServedPicturesService } from './pictures/served-pictures.service.js';
import { StoredImages } from './pictures/stored-images.js';
import { startSweeping } from './pictures/sweep.js';
import { RubricResolver } from './scoring/rubric.resolver.js';

/** A server that listens. */
export interface RunningServer {
  /** Where it listens, such as http://127.0.0.1:4000. */
  readonly url: string;
  /** Finishes open requests, then releases everything. */
  stop(): Promise<void>;
}

/** How long closing everything may take at the end of a stop. */
const CLOSING_MS = 2000;

/** Pictures that wait to be rendered: a browser asks for several pictures of a page of the history at once. */
const RENDERING_QUEUE = 256;

/**
 * Builds every part once and starts serving. The log may be exchanged, so that a test or the demo can keep it quiet.
 * @throws the error of a part that could not start: a port in use, an unreachable database.
 */
export async function startServer(
  config: Config,
  log = pino({ level: config.logLevel }),
): Promise<RunningServer> {
  // Released in the opposite order: when the server stops, and when a part of it cannot start.
  const parts = new AsyncDisposableStack();
  try {
    const url = await startParts(parts, config, log);
    return { url, stop: () => parts.disposeAsync() };
  } catch (error) {
    await parts.disposeAsync();
    throw error;
  }
}

/** Of the grace of a stop, what requests get; the rest is for closing what is open. */
function graceOfRequests(graceMs: number): number {
  return graceMs - Math.min(CLOSING_MS, graceMs / 4);
}

async function startParts(parts: AsyncDisposableStack, config: Config, log: Logger): Promise<string> {
  const authenticator =
    config.auth.mode === 'jwt' ? new JwtAuthenticator(config.auth, log) : everybodyIsLocal;
  const orm = parts.adopt(await startOrm(config.database, entities, log), (it) => it.close());
  const metrics = new Metrics();
  const store = parts.adopt(openPictureStore(config.pictures), (it) => it.close());
  const counts = parts.adopt(
    config.redisUrl ? await countInRedis(config.redisUrl, log) : countInMemory(),
    (it) => it.close(),
  );
  const measurer = parts.adopt(new Measurer(config.measurement, log, MEASURING_WORKER), (it) => it.stop());

  const models =
    config.groq &&
    new GroqModels({ ...config.groq, ...config.judge }, log, { observe: metrics.judgeCalled.bind(metrics) });
  const judge = models && new ModelJudge(models, config.judge.passes, log);
  const pictures = new Pictures(store);
  const images = new StoredImages(pictures, metrics.storedPictureUnreadable.bind(metrics));
  const judgements = new JudgementService(judge, { models: config.groq?.models ?? [], ...config.judge });
  const { workers } = config.measurement;
  const uploadRoom = new UploadRoom(config.admission.uploadBytes, config.image.maxBytes);
  const places = new Bulkhead(workers, config.admission.queue, serverBusyWith('pictures'));
  const rendering = new Bulkhead(workers, RENDERING_QUEUE, serverBusyWith('pictures'));
  const analyses = new AnalysisService({
    pictures,
    images,
    judgements,
    measurer,
    places,
    limits: config.image,
  });
  const scans = new ScanPlaces(connectionsOf(orm).most);
  const history = new HistoryService({ pictures, scans });
  const served = new ServedPicturesService({ pictures, images, measurer, places: rendering, log });
  watchLoad(metrics, { orm, uploadRoom, places, rendering, measurer, models });

  let listening = '';
  const signer = new PictureSigner(config.pictures.signingSecret);
  const addresses = new PictureAddresses(signer, () => config.publicUrl ?? listening);
  const schema = await buildGraph([
    new ThumbnailResolver(history, addresses),
    new AnalysisResolver(analyses, history, addresses),
    new HistoryStatsResolver(new HistoryStatsService(scans)),
    new RubricResolver(),
    new UploadLimitsResolver(config.image),
  ]);
  countRootFields(schema);
  const apollo = parts.adopt(await startApollo(schema, log, config), (it) => it.stop());
  parts.defer(await startSweeping(orm, pictures, config.database.url, log));
  parts.defer(startKeepingFigures(orm, config.database.url, log));
  parts.defer(startSearchUpkeep(orm, config.database.url, log));
  const http = parts.adopt(
    await startHttp({
      config,
      apollo,
      schema,
      orm,
      authenticator,
      clients: new ClientKeys(config.pictures.signingSecret),
      allowances: new Allowances(config.limits, counts),
      uploadRoom,
      addresses,
      served,
      pictures,
      metrics,
      log,
    }),
    async (it) => {
      const cut = await it.stop(graceOfRequests(config.shutdownGraceMs));
      if (cut > 0) log.warn({ cut }, 'requests took longer than SHUTDOWN_GRACE_MS and were ended');
    },
  );
  listening = http.url;
  if (!judge) log.info('no judge: GROQ_API_KEY is empty, so thumbnails are measured only');
  return listening;
}
