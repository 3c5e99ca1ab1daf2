import { pino } from 'pino';
import { parseConfig } from '../../src/config.js';
import { MEASURING_WORKER, Measurer, type MeasurerSettings } from '../../src/measurement/measurer.js';
import { WorkerPool } from '../../src/measurement/worker-pool.js';

/** A measurer as the server has it, but for what is told otherwise; the caller stops it. */
export function startMeasurer(
  changes: Partial<MeasurerSettings> = {},
  workerFile = MEASURING_WORKER,
  log = pino({ level: 'silent' }),
): Measurer {
  return new Measurer({ ...parseConfig({}).measurement, ...changes }, log, workerFile);
}

/** Threads to run single families in; the caller stops it. */
export function startWorkerPool(): WorkerPool {
  return new WorkerPool(MEASURING_WORKER, 1, 60_000, pino({ level: 'warn' }));
}
