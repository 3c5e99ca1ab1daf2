import { Api } from '../tests/support/api.js';
import { random } from '../tests/support/draw-paint.js';
import { startFakeGroq } from '../tests/support/fake-groq.js';
import { type Answer, answers } from '../tests/support/fake-groq-answers.js';
import { JUDGE_FAULTS } from '../tests/support/judge-faults.js';
import {
  ThumbnailHistoryDocument,
  type ThumbnailHistoryQuery,
} from '../tests/support/operations.generated.js';
import { smallPicture } from '../tests/support/pictures.js';

/**
 * A whole server under load, with a provider that fails in every way that the tests know of. Nothing may get lost
 * or double, nobody may wait beyond the deadline, and the heap may not grow.
 */
const ANALYSES = 2000;
const CLIENTS = 50;
const WARM_UP = 20;
const FAULT_SHARE = 0.2;
const DEADLINE_MS = 3000;
const GRACE_MS = 2000;
const HEAP_TOLERANCE = 1.1;
const SEED = 20_261_122;

/** Answers like a provider on a bad day, and always the same bad day. */
function badDay(): Answer {
  const dice = random(SEED);
  const healthy = answers.completion();
  return (exchange) => {
    const failing = dice() < FAULT_SHARE;
    const fault = JUDGE_FAULTS[Math.floor(dice() * JUDGE_FAULTS.length)];
    return answers.after(20 + 60 * dice(), failing && fault ? fault.answer : healthy)(exchange);
  };
}

const { gc } = globalThis;
if (!gc) throw new Error('Run it with node --expose-gc: the heap is measured after a collection.');

const groq = await startFakeGroq({ remembers: false });
groq.respondWith(badDay());
const api = await Api.start({
  GROQ_API_KEY: groq.apiKey,
  GROQ_BASE_URL: groq.url,
  JUDGE_DEADLINE_MS: String(DEADLINE_MS),
  // A little too few for everybody, so that some meet a busy judge.
  JUDGE_CONCURRENCY: '12',
  JUDGE_QUEUE: '12',
  // It is the judge that is soaked: reading would keep two processors busy for minutes.
  MEASURE_TEXT: 'false',
  MEASURE_FACES: 'false',
  LOG_LEVEL: 'silent',
});

const stored: { readonly analysis: string; readonly thumbnail: string }[] = [];
const outcomes = new Map<string, number>();
const waits: number[] = [];
const heaps: number[] = [];
let begun = 0;

async function analyse(number: number): Promise<void> {
  const judge = number % 2 === 0 ? 'REQUIRED' : 'PREFERRED';
  const picture = await smallPicture(number);
  const startedAt = performance.now();
  const { data, errors } = await api.upload(picture, { judge, title: `Picture ${number}` });
  waits.push(performance.now() - startedAt);
  if (data)
    stored.push({ analysis: data.analyzeThumbnail.id, thumbnail: data.analyzeThumbnail.thumbnail.id });
  const code = data?.analyzeThumbnail.judgeFailure?.code ?? errors[0]?.extensions.code ?? '';
  const outcome = `${judge} ${data?.analyzeThumbnail.status ?? 'refused'} ${code}`.trim();
  outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  if (waits.length % 100 === 0) {
    gc?.();
    heaps.push(process.memoryUsage().heapUsed);
  }
}

async function client(): Promise<void> {
  while (begun < ANALYSES) await analyse(++begun);
}

/** The newest analysis of every thumbnail in the history, by its id. */
async function history(): Promise<Map<string, string>> {
  const seen = new Map<string, string>();
  for (let after: string | null = null; ; ) {
    const page: ThumbnailHistoryQuery = await api.ask(ThumbnailHistoryDocument, { first: 100, after });
    const { thumbnailHistory } = page;
    for (const { node } of thumbnailHistory.edges) seen.set(node.id, node.latestAnalysis.id);
    if (!thumbnailHistory.pageInfo.hasNextPage) return seen;
    after = thumbnailHistory.pageInfo.endCursor ?? null;
  }
}

try {
  const startedAt = performance.now();
  // Alone at first: compiling the server is no matter of the judge.
  while (begun < WARM_UP) await analyse(++begun);
  await Promise.all(Array.from({ length: CLIENTS }, client));
  const seconds = (performance.now() - startedAt) / 1000;
  const seen = await history();

  const sorted = waits.toSorted((a, b) => a - b);
  const percentile = (share: number) => Math.round(sorted[Math.floor(share * (sorted.length - 1))] ?? 0);
  const second = heaps.slice(heaps.length / 2);
  const growth = Math.max(...second) / Math.min(...second);
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);

  console.log(`${waits.length} analyses by ${CLIENTS} clients in ${seconds.toFixed(1)} s, seed ${SEED}`);
  for (const [outcome, count] of [...outcomes].sort())
    console.log(`${String(count).padStart(6)}  ${outcome}`);
  console.log(
    `answered after: median ${percentile(0.5)} ms, 99 % ${percentile(0.99)} ms, last ${percentile(1)} ms`,
  );
  console.log(`heap over the second half: ${second.map(megabytes).join(' ')} MB`);

  const checks: [string, boolean][] = [
    [`every client is answered within ${DEADLINE_MS + GRACE_MS} ms`, percentile(1) <= DEADLINE_MS + GRACE_MS],
    [`all ${ANALYSES} are answered`, waits.length === ANALYSES],
    [
      `nothing is lost or double: ${seen.size} in the history, ${stored.length} answered with data`,
      isSame(seen),
    ],
    [`the heap is flat: ${growth.toFixed(3)} × its smallest`, growth <= HEAP_TOLERANCE],
    ['some are COMPLETE, some PARTIAL, some refused', ['COMPLETE', 'PARTIAL', 'refused'].every(happened)],
  ];
  for (const [what, holds] of checks) console.log(`${holds ? 'ok    ' : 'FAILED'}  ${what}`);
  if (!checks.every(([, holds]) => holds)) process.exitCode = 1;
} finally {
  await api.remove();
  await groq.stop();
}

function isSame(seen: ReadonlyMap<string, string>): boolean {
  return (
    seen.size === stored.length && stored.every(({ thumbnail, analysis }) => seen.get(thumbnail) === analysis)
  );
}

function happened(status: string): boolean {
  return [...outcomes.keys()].some((outcome) => outcome.includes(status));
}
