import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { ErrorCode } from '../errors.js';
import type { CanonicalImage } from '../image/canonical-image.js';
import { encodeForJudge } from '../image/encode.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { Rubric } from '../scoring/rubric.js';
import type { Judge, JudgeContext, JudgeReply } from './judge.js';
import { JudgeError } from './judge-error.js';
import { Judgement } from './judgement.entity.js';
import { questionVersionFor } from './prompt.js';

/** A picture and the question about it. */
export interface JudgementRequest {
  readonly image: CanonicalImage;
  readonly context: JudgeContext;
  readonly rubric: Rubric;
  /** Whether an equal earlier judgement may serve again. */
  readonly reuse: boolean;
}

export interface ObtainedJudgement {
  readonly judgement: Judgement;
  /** True when nothing was paid for it now. */
  readonly reused: boolean;
}

export interface JudgementSettings {
  /** Whose earlier judgements may serve again, the preferred one first. */
  readonly models: readonly string[];
  /** Opinions behind each judgement: one that is made of another number does not serve. */
  readonly passes: number;
}

/** Gets judgements, and pays for equal ones only once. */
export class JudgementService {
  readonly #judge: Judge | undefined;
  readonly #settings: JudgementSettings;

  constructor(judge: Judge | undefined, settings: JudgementSettings) {
    this.#judge = judge;
    this.#settings = settings;
  }

  /**
   * The earlier judgement of the same question where there is one and it may serve, else a new one of the model.
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
    if (!this.#judge) {
      throw new JudgeError(
        ErrorCode.JUDGE_NOT_CONFIGURED,
        'This server has no key for a model: it only measures.',
      );
    }
    const picture = await encodeForJudge(request.image);
    const { context, rubric } = request;
    const reply = await this.#judge.judge({ picture, context, criteria: rubric.criteria }, signal);
    return { judgement: await remember(scope, question, reply), reused: false };
  }

  async #findReusable(scope: OwnerScope, question: Question): Promise<Judgement | undefined> {
    const { models } = this.#settings;
    const found = await scope.em.find(Judgement, {
      ...question,
      model: { $in: [...models] },
      reusable: true,
    });
    return found.sort((a, b) => models.indexOf(a.model) - models.indexOf(b.model))[0];
  }
}

/** What makes two judgements interchangeable, but for the model. */
type Question = Pick<Judgement, 'ownerId' | 'pixelHash' | 'title' | 'audience' | 'promptVersion'>;

function questionOf(
  { ownerId }: OwnerScope,
  { image, context, rubric }: JudgementRequest,
  passes: number,
): Question {
  return {
    ownerId,
    pixelHash: image.pixelHash,
    title: context.title ?? '',
    audience: context.audience ?? '',
    promptVersion: questionVersionFor(rubric, passes),
  };
}

/** Stores a reply at once, since it is paid for even if the analysis cannot be stored; the newest one serves again. */
async function remember(scope: OwnerScope, question: Question, reply: JudgeReply): Promise<Judgement> {
  const same = { ...question, model: reply.model, reusable: true as const };
  const row = { id: uuidv7(), createdAt: new Date(), ...same, ...reply };
  // Looked up first and then changed by its id: an update by the whole question would lock the gap where no row
  // is yet, and requests about other pictures would deadlock there.
  const earlier = await scope.em.findOne(Judgement, same);
  try {
    await scope.em.fork().transactional(async (em) => {
      if (earlier) await em.nativeUpdate(Judgement, { id: earlier.id }, { reusable: null });
      await em.insert(Judgement, row);
    });
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    // An equal request of this very moment was first: its answer and ours are worth the same.
    return scope.em.findOneOrFail(Judgement, same);
  }
  return scope.em.findOneOrFail(Judgement, row.id);
}
