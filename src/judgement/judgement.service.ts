import { ErrorCode } from '../errors/app-error.js';
import { encodeForJudge } from '../image/encode.js';
import { SingleFlight } from '../load/single-flight.js';
import { tookTooLong } from '../model/groq-failure.js';
import { ModelError } from '../model/model-error.js';
import { askOnce, type Settled } from '../once/ask-once.js';
import { LeaseClaim } from '../once/lease-claim.js';
import { type LeasePace, leasePaceFor } from '../once/lease-pace.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Judge } from './judge.js';
import { Judgement } from './judgement.entity.js';
import { type JudgementRequest, nameOf, type Question, questionOf } from './judgement-question.js';
import { rememberJudgement } from './remember-judgement.js';

export interface ObtainedJudgement {
  readonly judgement: Judgement;
  /** True if nothing was paid for it now, or another request paid. */
  readonly reused: boolean;
}

export interface JudgementSettings {
  /** Whose earlier judgements may serve again, the preferred one first. */
  readonly models: readonly string[];
  /** Passes behind each judgement: one that is made of another number does not serve. */
  readonly passes: number;
  /** For one judgement, waiting for another node's included. */
  readonly deadlineMs: number;
}

/** Gets judgements, and pays for equal ones only once. */
export class JudgementService {
  readonly #judge: Judge | undefined;
  readonly #settings: JudgementSettings;
  readonly #pace: LeasePace;
  readonly #calls = new SingleFlight<Settled>();

  constructor(
    judge: Judge | undefined,
    settings: JudgementSettings,
    pace: LeasePace = leasePaceFor(settings.deadlineMs),
  ) {
    this.#judge = judge;
    this.#settings = settings;
    this.#pace = pace;
  }

  /**
   * The earlier judgement of the same question where there is one and it may serve, else a new one of the model,
   * which all who ask the same at the same time share.
   * @throws ModelError; nothing is stored then.
   */
  async obtain(
    scope: OwnerScope,
    request: JudgementRequest,
    signal: AbortSignal,
  ): Promise<ObtainedJudgement> {
    const question = questionOf(scope, request, this.#settings.passes);
    const earlier = request.reuse ? await this.#findReusable(scope, question) : undefined;
    if (earlier) return { judgement: earlier, reused: true };
    const judge = this.#judge;
    if (!judge) throw notConfigured();
    if (!request.reuse) {
      const id = await ask(judge, scope, question, request, signal);
      return { judgement: await load(scope, id), reused: false };
    }
    // The caller that starts the call may leave before it ends, so the call has its own unit of work.
    const own = { ...scope, em: scope.em.fork() };
    const { value, first } = await this.#calls.join(
      nameOf(question),
      (abandoned) => this.#askOnce(judge, own, question, request, abandoned),
      signal,
    );
    return { judgement: await load(scope, value.id), reused: !(value.paid && first) };
  }

  #askOnce(
    judge: Judge,
    scope: OwnerScope,
    question: Question,
    request: JudgementRequest,
    signal: AbortSignal,
  ): Promise<Settled> {
    const parts = {
      claim: new LeaseClaim(scope, nameOf(question), this.#pace),
      find: () => this.#findReusable(scope, question),
      ask: (waitedMs: number) => ask(judge, scope, question, { ...request, waitedMs }, signal),
      tookTooLong,
      deadlineMs: this.#settings.deadlineMs,
      pollMs: this.#pace.pollMs,
    };
    return askOnce(parts, signal);
  }

  async #findReusable({ em }: OwnerScope, question: Question): Promise<Judgement | undefined> {
    const { models } = this.#settings;
    const found = await em.find(Judgement, { ...question, model: { $in: [...models] }, reusable: true });
    return found.sort((a, b) => models.indexOf(a.model) - models.indexOf(b.model))[0];
  }
}

async function ask(
  judge: Judge,
  scope: OwnerScope,
  question: Question,
  { image, context, rubric, waitedMs = 0 }: JudgementRequest & { readonly waitedMs?: number },
  signal: AbortSignal,
): Promise<string> {
  const picture = await encodeForJudge(image);
  const reply = await judge.judge({ picture, context, criteria: rubric.criteria, waitedMs }, signal);
  return rememberJudgement(scope, question, reply);
}

/** Each request reads the row for itself, since an entity belongs to one unit of work. */
async function load({ em }: OwnerScope, id: string): Promise<Judgement> {
  const judgement = await em.findOne(Judgement, id);
  if (judgement) return judgement;
  throw new ModelError(
    ErrorCode.JUDGE_UNAVAILABLE,
    'The judgement was deleted during the request, together with its last thumbnail; please try again.',
  );
}

function notConfigured(): ModelError {
  return new ModelError(
    ErrorCode.JUDGE_NOT_CONFIGURED,
    'This server has no API key for a model, so it only measures.',
  );
}
