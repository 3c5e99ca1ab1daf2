import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import { inTransaction } from '../persistence/in-transaction.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import type { JudgeVerdict } from './judge.js';
import { Judgement } from './judgement.entity.js';
import type { Question } from './judgement-question.js';

/**
 * Stores a reply at once, since it is paid for even if the analysis cannot be stored; the newest one serves again.
 * @returns the id of its row.
 */
export async function rememberJudgement(
  { em }: OwnerScope,
  question: Question,
  reply: JudgeVerdict,
): Promise<string> {
  const same = { ...question, model: reply.model, reusable: true as const };
  const row = { id: uuidv7(), createdAt: new Date(), ...same, ...reply };
  // Looked up first and then changed by its id: an update by the whole question would lock the gap where no row
  // is yet, and requests about other pictures would deadlock there.
  const earlier = await em.fork().findOne(Judgement, same);
  try {
    await inTransaction(em, async (transaction) => {
      if (earlier) await transaction.nativeUpdate(Judgement, { id: earlier.id }, { reusable: null });
      await transaction.insert(Judgement, row);
    });
  } catch (error) {
    if (!(error instanceof UniqueConstraintViolationException)) throw error;
    // Another answer of this very moment was first, and serves from now on; ours was paid for anyway.
    await em.fork().insert(Judgement, { ...row, reusable: null });
  }
  return row.id;
}
