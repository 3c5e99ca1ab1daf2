import type { Logger } from 'pino';
import { askedCriteria } from './asked-criteria.js';
import { GroqCall } from './groq-call.js';
import { GroqInterview, type InterviewParts, type ObserveCall } from './groq-interview.js';
import type { Judge, JudgeReply, JudgeRequest } from './judge.js';
import { JudgeCircuit } from './judge-circuit.js';
import { JudgeError } from './judge-error.js';
import { type JudgeLimits, JudgePlaces } from './judge-places.js';
import { ModelList } from './model-list.js';
import { combine } from './opinions.js';
import { PACE, type Pace } from './pace.js';
import { type Sampling, samplings } from './sampling.js';

export interface GroqJudgeSettings extends JudgeLimits {
  readonly apiKey: string;
  /** Without `/openai/v1`, which the SDK adds. */
  readonly baseUrl: string;
  /** In the order of preference. */
  readonly models: readonly string[];
  /** Independent opinions for each judgement. */
  readonly passes: number;
}

/** What an attempt may take of the deadline: so that a provider which hangs twice leaves time for a third call. */
const ATTEMPT_SHARE = 1 / 3;

/** A judge that asks a vision model on Groq, within bounds of time, places and tokens. */
export class GroqJudge implements Judge {
  readonly #parts: InterviewParts;
  readonly #places: JudgePlaces;
  readonly #samplings: readonly Sampling[];

  constructor(
    settings: GroqJudgeSettings,
    logger: Logger,
    { pace = PACE, observe = () => {} }: { readonly pace?: Pace; readonly observe?: ObserveCall } = {},
  ) {
    this.#samplings = samplings(settings.passes);
    this.#places = new JudgePlaces(settings);
    this.#parts = {
      call: new GroqCall(settings, 2 * settings.deadlineMs),
      models: new ModelList(settings.models, pace, logger),
      circuit: new JudgeCircuit(settings.deadlineMs * ATTEMPT_SHARE, pace, logger),
      pace,
      logger,
      observe,
    };
  }

  /** How many passes are with the model and wait at the moment. */
  get use() {
    return this.#places.use;
  }

  /** Whether a failing provider is left alone at the moment. */
  get isLeftAlone(): boolean {
    return this.#parts.circuit.isOpen;
  }

  /** Of every model whose provider told it: what is left before it limits us. */
  budgets(what: 'requests' | 'tokens'): Readonly<Record<string, number>> {
    return this.#parts.models.budgets(what);
  }

  /** Runs all passes side by side. One that succeeds is enough: what is paid for is not thrown away. */
  async judge(request: JudgeRequest, signal: AbortSignal): Promise<JudgeReply> {
    const startedAt = performance.now();
    const asked = askedCriteria(request.criteria, request.context.title);
    const passes = await Promise.allSettled(
      this.#samplings.map(async (sampling) => {
        const interview = new GroqInterview(this.#parts, request, asked, sampling);
        const opinion = await this.#places.admit((turn) => interview.conduct(turn), signal, request.waitedMs);
        return { opinion, durationMs: Math.round(performance.now() - startedAt) };
      }),
    );
    const failures = passes.flatMap((pass) => (pass.status === 'rejected' ? [pass.reason as unknown] : []));
    this.#report(failures, signal);
    const [first, ...others] = passes.flatMap((pass) => (pass.status === 'fulfilled' ? [pass.value] : []));
    if (!first) throw failures[0];
    return {
      ...combine([first.opinion, ...others.map(({ opinion }) => opinion)]),
      // Not of a pass that failed later: it brought nothing.
      durationMs: Math.max(first.durationMs, ...others.map(({ durationMs }) => durationMs)),
    };
  }

  #report(failures: readonly unknown[], { aborted }: AbortSignal): void {
    if (aborted || failures.length === 0) return;
    const codes = failures.map((failure) => (failure instanceof JudgeError ? failure.code : 'fault of ours'));
    this.#parts.logger.warn({ codes, passes: this.#samplings.length }, 'the judge failed');
  }
}
