import { pino } from 'pino';
import { parseConfig } from '../../src/config/config.js';
import { Measurer, type MeasurerSettings } from '../../src/measurement/measurer.js';
import { WorkerPool } from '../../src/measurement/worker-pool.js';

/** As built: threads have no sandbox, and start far sooner than from the sources. */
const WORKER = new URL('../../dist/measurement/measuring-worker.js', import.meta.url);

/** A measurer as the server has it, but for what is told otherwise; the caller stops it. */
export function startMeasurer(
  changes: Partial<MeasurerSettings> = {},
  workerFile = WORKER,
  log = pino({ level: 'silent' }),
): Measurer {
  return new Measurer({ ...parseConfig({}).measurement, ...changes }, log, workerFile);
}

/** Threads to run single families in; the caller stops it. */
export function startWorkerPool(): WorkerPool {
  return new WorkerPool(WORKER, 1, 60_000, pino({ level: 'warn' }));
}
