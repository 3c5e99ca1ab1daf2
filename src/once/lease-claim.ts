import { DeadlockException, UniqueConstraintViolationException } from '@mikro-orm/core';
import { v7 as uuidv7 } from 'uuid';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { HeldLease } from './held-lease.js';
import { JudgementLease } from './judgement-lease.entity.js';
import type { LeasePace } from './lease-pace.js';

/** What a waiter saw of another holder, and since when by its own clock. */
interface Sight {
  readonly holder: string;
  readonly beat: number;
  readonly since: number;
}

/** One node's wish to be the only one that asks a question. */
export class LeaseClaim {
  readonly #scope: OwnerScope;
  readonly #question: string;
  readonly #pace: LeasePace;
  readonly #now: () => number;
  #seen: Sight | undefined;

  /**
   * @param question its name
   * @param now milliseconds of a clock that never goes back
   */
  constructor(scope: OwnerScope, question: string, pace: LeasePace, now = () => performance.now()) {
    this.#scope = scope;
    this.#question = question;
    this.#pace = pace;
    this.#now = now;
  }

  /** Takes the lease where it is free or its holder has shown no life for too long; null while another one has it. */
  async tryTake(): Promise<HeldLease | null> {
    const { ownerId, em } = this.#scope;
    // In a unit of work of its own, which knows no earlier state of the row.
    const row = await em.fork().findOne(JudgementLease, { ownerId, question: this.#question });
    if (!row) return this.#takeFree();
    return this.#hasLapsed(row) ? this.#takeOver(row) : null;
  }

  async #takeFree(): Promise<HeldLease | null> {
    const { ownerId, em } = this.#scope;
    const held = { id: uuidv7(), holder: uuidv7(), beat: 0 };
    const row = { ...held, ownerId, question: this.#question, createdAt: new Date() };
    try {
      await em.fork().insert(JudgementLease, row);
    } catch (error) {
      if (isLost(error)) return null;
      throw error;
    }
    return new HeldLease(em, held, this.#pace.renewMs);
  }

  /** By its id and what was seen of it: of several who take over at once, the database lets one. */
  async #takeOver({ id, holder, beat }: JudgementLease): Promise<HeldLease | null> {
    const { em } = this.#scope;
    const held = { id, holder: uuidv7(), beat: beat + 1 };
    const { holder: newHolder, beat: newBeat } = held;
    const taken = await em
      .fork()
      .nativeUpdate(JudgementLease, { id, holder, beat }, { holder: newHolder, beat: newBeat });
    return taken === 1 ? new HeldLease(em, held, this.#pace.renewMs) : null;
  }

  /** Clocks of two machines are never compared: only whether the beat has changed while we looked. */
  #hasLapsed({ holder, beat }: JudgementLease): boolean {
    const now = this.#now();
    if (this.#seen?.holder !== holder || this.#seen.beat !== beat) this.#seen = { holder, beat, since: now };
    return now - this.#seen.since >= this.#pace.lapseMs;
  }
}

/** Another node was first. InnoDB may say so by a deadlock where several insert what was deleted this very moment. */
function isLost(error: unknown): boolean {
  return error instanceof UniqueConstraintViolationException || error instanceof DeadlockException;
}
