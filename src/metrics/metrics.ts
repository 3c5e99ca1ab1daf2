import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** From a query of some milliseconds to an analysis that waits for the model three times. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What a scrape of the server tells: numbers of this process, in Prometheus' text form. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests;
  readonly #requestSeconds;
  readonly #judgeCalls;
  readonly #judgeSeconds;
  readonly #unreadablePictures;

  constructor() {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Counter({
      name: 'thumbnail_requests_total',
      help: 'GraphQL requests by what they asked for and the first code that they were refused with',
      labelNames: ['operation', 'code'],
      registers,
    });
    this.#requestSeconds = new Histogram({
      name: 'thumbnail_request_seconds',
      help: 'How long GraphQL requests took',
      labelNames: ['operation'],
      buckets: SECONDS,
      registers,
    });
    this.#judgeCalls = new Counter({
      name: 'thumbnail_judge_calls_total',
      help: 'Calls to the model by how they ended',
      labelNames: ['model', 'outcome'],
      registers,
    });
    this.#judgeSeconds = new Histogram({
      name: 'thumbnail_judge_call_seconds',
      help: 'How long calls to the model took',
      labelNames: ['model'],
      buckets: SECONDS,
      registers,
    });
    this.#unreadablePictures = new Counter({
      name: 'thumbnail_stored_pictures_unreadable_total',
      help: 'Reads of a stored picture that found it missing or damaged',
      labelNames: ['kind'],
      registers,
    });
  }

  /** @param operation a name of the schema, never a client's; else the series would have no end */
  requestEnded(operation: string, code: string, seconds: number): void {
    this.#requests.inc({ operation, code });
    this.#requestSeconds.observe({ operation }, seconds);
  }

  judgeCalled(model: string, outcome: string, seconds: number): void {
    this.#judgeCalls.inc({ model, outcome });
    this.#judgeSeconds.observe({ model }, seconds);
  }

  storedPictureUnreadable(kind: 'missing' | 'damaged'): void {
    this.#unreadablePictures.inc({ kind });
  }

  /** A number that is read when it is asked for; or several, each with its label. */
  watch(name: string, help: string, read: () => number): void;
  watch<Label extends string>(
    name: string,
    help: string,
    read: () => Readonly<Record<string, number>>,
    label: Label,
  ): void;
  watch(
    name: string,
    help: string,
    read: () => number | Readonly<Record<string, number>>,
    label?: string,
  ): void {
    new Gauge({
      name: `thumbnail_${name}`,
      help,
      labelNames: label ? [label] : [],
      registers: [this.#registry],
      collect() {
        const value = read();
        if (typeof value === 'number') return this.set(value);
        this.reset();
        for (const [key, number] of Object.entries(value)) this.set({ [label ?? 'of']: key }, number);
      },
    });
  }

  get contentType(): string {
    return this.#registry.contentType;
  }

  text(): Promise<string> {
    return this.#registry.metrics();
  }
}
