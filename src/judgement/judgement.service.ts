import { ErrorCode } from '../errors.js';
import { encodeForJudge } from '../image/encode.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Judge } from './judge.js';
import { JudgeError } from './judge-error.js';
import { Judgement } from './judgement.entity.js';
import { type JudgementRequest, nameOf, type Question, questionOf } from './judgement-question.js';
import { rememberJudgement } from './remember-judgement.js';
import { SharedCalls } from './shared-calls.js';

export interface ObtainedJudgement {
  readonly judgement: Judgement;
  /** True when nothing was paid for it now, or somebody else did. */
  readonly reused: boolean;
}

export interface JudgementSettings {
  /** Whose earlier judgements may serve again, the preferred one first. */
  readonly models: readonly string[];
  /** Opinions behind each judgement: one that is made of another number does not serve. */
  readonly passes: number;
}

/** A stored judgement, and whether it was paid for just now. */
interface Settled {
  readonly id: string;
  readonly paid: boolean;
}

/** Gets judgements, and pays for equal ones only once. */
export class JudgementService {
  readonly #judge: Judge | undefined;
  readonly #settings: JudgementSettings;
  readonly #calls = new SharedCalls<Settled>();

  constructor(judge: Judge | undefined, settings: JudgementSettings) {
    this.#judge = judge;
    this.#settings = settings;
  }

  /**
   * The earlier judgement of the same question where there is one and it may serve, else a new one of the model,
   * which all who ask the same at the same time share.
   * @throws JudgeError; nothing is stored then.
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
    // Whoever begins the call may leave before it ends: it has a unit of work of its own.
    const own = { ...scope, em: scope.em.fork() };
    const { value, first } = await this.#calls.join(
      nameOf(question),
      (abandoned) => this.#settle(judge, own, question, request, abandoned),
      signal,
    );
    return { judgement: await load(scope, value.id), reused: !(value.paid && first) };
  }

  async #settle(
    judge: Judge,
    scope: OwnerScope,
    question: Question,
    request: JudgementRequest,
    signal: AbortSignal,
  ): Promise<Settled> {
    // Another call may have ended between the look of whoever began this one and its beginning.
    const earlier = await this.#findReusable(scope, question);
    if (earlier) return { id: earlier.id, paid: false };
    return { id: await ask(judge, scope, question, request, signal), paid: true };
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
  { image, context, rubric }: JudgementRequest,
  signal: AbortSignal,
): Promise<string> {
  const picture = await encodeForJudge(image);
  const reply = await judge.judge({ picture, context, criteria: rubric.criteria }, signal);
  return rememberJudgement(scope, question, reply);
}

/** Each request reads the row for itself, since an entity belongs to one unit of work. */
async function load({ em }: OwnerScope, id: string): Promise<Judgement> {
  const judgement = await em.findOne(Judgement, id);
  if (judgement) return judgement;
  throw new JudgeError(
    ErrorCode.JUDGE_UNAVAILABLE,
    'The judgement was deleted with its last thumbnail just now; please try again.',
  );
}

function notConfigured(): JudgeError {
  return new JudgeError(
    ErrorCode.JUDGE_NOT_CONFIGURED,
    'This server has no key for a model: it only measures.',
  );
}
