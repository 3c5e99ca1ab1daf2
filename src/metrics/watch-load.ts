import type { Bulkhead } from '../load/bulkhead.js';
import type { UploadRoom } from '../load/upload-room.js';
import type { Measurer } from '../measurement/measurer.js';
import type { GroqModels } from '../model/groq-models.js';
import { connectionsOf } from '../persistence/connections-of.js';
import type { Orm } from '../persistence/orm.js';
import type { Metrics } from './metrics.js';

/** The parts that can be full. */
interface Load {
  readonly orm: Orm;
  readonly uploadRoom: UploadRoom;
  readonly places: Bulkhead;
  readonly rendering: Bulkhead;
  readonly measurer: Measurer;
  readonly models: GroqModels | undefined;
}

/** Shows in the metrics how full every part is. */
export function watchLoad(
  metrics: Metrics,
  { orm, uploadRoom, places, rendering, measurer, models }: Load,
): void {
  metrics.watch(
    'uploads_in_flight',
    'Uploads that arrive or wait to be decoded',
    () => uploadRoom.held.requests,
  );
  metrics.watch('uploads_in_flight_bytes', 'Bytes of them that are in memory', () => uploadRoom.held.bytes);
  metrics.watch('analyses_measuring', 'Analyses that have a place to be measured', () => places.use.busy);
  metrics.watch('analyses_waiting', 'Analyses that wait for one', () => places.use.waiting);
  metrics.watch('pictures_rendering', 'Pictures and views that are rendered', () => rendering.use.busy);
  metrics.watch('pictures_waiting', 'Pictures and views that wait for it', () => rendering.use.waiting);
  metrics.watch('measuring_threads_busy', 'Threads that measure', () => measurer.use.busy);
  metrics.watch('measuring_tasks_waiting', 'Tasks that wait for a thread', () => measurer.use.waiting);
  const connections = connectionsOf(orm);
  metrics.watch('database_connections_busy', 'Connections in use', () => connections.use.busy);
  metrics.watch(
    'database_connections_waited_for',
    'Requests that wait for one',
    () => connections.use.waiting,
  );
  if (!models) return;
  metrics.watch('judge_busy', 'Passes that are with a model', () => models.use.busy);
  metrics.watch('judge_waiting', 'Passes that wait for a place', () => models.use.waiting);
  metrics.watch('judge_circuit_open', '1 while calls to a failing provider are paused', () =>
    Number(models.isLeftAlone),
  );
  const left = 'What the provider last said is left before it limits us';
  metrics.watch('judge_requests_left', left, () => models.budgets('requests'), 'model');
  metrics.watch('judge_tokens_left', left, () => models.budgets('tokens'), 'model');
}
