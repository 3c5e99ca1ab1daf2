import { v7 as uuidv7 } from 'uuid';
import { Dice } from '../../fuzz/dice.js';
import { changeCounted } from '../../src/figures/change-counted.js';
import type { HistoryParts } from '../../src/figures/history-counts.js';
import { figures } from '../../src/figures/read-figures.js';
import { scanOf } from '../../src/history/scan-history.js';
import { ScanPlaces } from '../../src/history/scan-places.js';
import { Judgement } from '../../src/judgement/judgement.entity.js';
import type { Orm } from '../../src/persistence/orm.js';
import { type OwnerScope, scopeToOwner } from '../../src/persistence/owner-scope.js';
import { Analysis } from '../../src/records/analysis.entity.js';
import { AnalysisStatus } from '../../src/records/analysis-status.js';
import { CriterionScore } from '../../src/records/criterion-score.entity.js';
import { lockThumbnail } from '../../src/records/lock-thumbnail.js';
import { searchColumnsOf, Thumbnail } from '../../src/records/thumbnail.entity.js';

const DAY_MS = 86_400_000;
const HASH = '0'.repeat(64);

/** Uploads, analyses again and deletions at random, of one owner, by several nodes at once. */
export class RandomHistory {
  readonly #scopes: readonly (() => OwnerScope)[];
  readonly #dice: Dice;
  readonly #ids: string[] = [];
  readonly #judgements: string[] = [];

  constructor(nodes: readonly Orm[], ownerId: string, seed: number) {
    this.#scopes = nodes.map((orm) => () => scopeToOwner(orm.em, ownerId));
    this.#dice = new Dice(seed);
  }

  /** Does so many operations, several at a time. */
  async run(operations: number, atOnce: number): Promise<void> {
    let left = operations;
    const work = async () => {
      while (left-- > 0) await this.#one();
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** The parts of the statistics in which the figures differ from the rows; all of them where figures are missing. */
  async disagreements(): Promise<string[]> {
    const scope = this.#scope();
    const truth = scanOf({}, new ScanPlaces(1));
    const parts: (keyof HistoryParts)[] = ['scores', 'criteria', 'days', 'paid'];
    const differing: string[] = [];
    for (const part of parts) {
      const [kept, counted] = [await figures[part](scope), await truth[part](scope)];
      if (canonical(kept) !== canonical(counted))
        differing.push(`${part}: ${canonical(kept)} is ${canonical(counted)}`);
    }
    return differing;
  }

  #scope(): OwnerScope {
    return this.#dice.pick(this.#scopes)();
  }

  async #one(): Promise<void> {
    const dice = this.#dice;
    const id = this.#ids.length > 0 ? dice.pick(this.#ids) : undefined;
    if (id === undefined || dice.chance(0.5)) return this.#upload();
    if (dice.chance(0.6)) return this.#analyseAgain(id);
    return this.#delete(id);
  }

  async #upload(): Promise<void> {
    const scope = this.#scope();
    const id = uuidv7();
    const createdAt = new Date(Date.UTC(2026, 0, 1) + this.#dice.below(40) * DAY_MS);
    const thumbnail = scope.em.create(
      Thumbnail,
      {
        id,
        ownerId: scope.ownerId,
        filename: 'a.png',
        format: 'png',
        width: 1280,
        height: 720,
        bytes: 1,
        frames: 1,
        sha256: HASH,
        pixelHash: HASH,
        createdAt,
      },
      { partial: true },
    );
    const analysis = this.#analysis(scope, thumbnail, await this.#judgement());
    await changeCounted(scope, id, async ({ em }) => {
      em.persist([thumbnail, analysis]);
    });
    this.#ids.push(id);
  }

  async #analyseAgain(id: string): Promise<void> {
    const scope = this.#scope();
    const thumbnail = await scope.em.findOne(Thumbnail, id);
    if (!thumbnail) return;
    const judgementId = await this.#judgement();
    await changeCounted(scope, id, async (own) => {
      if (!(await lockThumbnail(own.em, id))) return;
      own.em.persist(this.#analysis(own, thumbnail, judgementId));
    });
  }

  async #delete(id: string): Promise<void> {
    const scope = this.#scope();
    await changeCounted(scope, id, async ({ em }) => {
      await em.nativeDelete(Thumbnail, { id });
    });
  }

  #analysis(scope: OwnerScope, thumbnail: Thumbnail, judgementId: string | null): Analysis {
    const dice = this.#dice;
    const score = dice.below(101);
    const status = dice.pick([AnalysisStatus.COMPLETE, AnalysisStatus.MEASURED, AnalysisStatus.PARTIAL]);
    const id = uuidv7();
    const criteria = ['first', 'second'].map((criterion, position) => {
      const own = dice.chance(0.8) ? dice.below(101) : null;
      const rest = {
        weight: 1,
        effectiveWeight: 0.5,
        measured: own,
        judged: null,
        reason: '',
        unstable: false,
      };
      return { criterion, position, score: own, region: null, ...rest };
    });
    const analysis = scope.em.create(
      Analysis,
      {
        id,
        ownerId: scope.ownerId,
        thumbnail,
        createdAt: new Date(),
        status,
        score,
        rubricVersion: dice.pick(['1', '2']),
        promptVersion: '2',
        measurementVersion: '2',
        measurements: {},
        unmeasured: [],
        judgement: judgementId && scope.em.getReference(Judgement, judgementId),
        judgementReused: false,
      },
      { partial: true },
    );
    for (const row of criteria) scope.em.create(CriterionScore, { ...row, analysis });
    const title = dice.pick(['one', 'two words', null]);
    Object.assign(thumbnail, {
      latestAnalysisId: id,
      latestScore: score,
      latestStatus: status,
      latestTitle: title,
      ...searchColumnsOf(thumbnail.filename, title),
    });
    return analysis;
  }

  /**
   * None, an earlier one or a new one: what several analyses share is paid for once. Stored before the analysis, as a server
   * does it.
   */
  async #judgement(): Promise<string | null> {
    const dice = this.#dice;
    if (dice.chance(0.5)) return null;
    if (this.#judgements.length > 0 && dice.chance(0.5)) return dice.pick(this.#judgements);
    const { em, ownerId } = this.#scope();
    const id = uuidv7();
    await em.insert(Judgement, {
      id,
      ownerId,
      pixelHash: HASH,
      title: '',
      audience: '',
      promptVersion: '2',
      model: 'a',
      reusable: null,
      criteria: {},
      passes: null,
      summary: '',
      strengths: [],
      weaknesses: [],
      promptTokens: dice.below(5000),
      completionTokens: dice.below(500),
      durationMs: dice.below(9000),
      createdAt: new Date(),
    });
    this.#judgements.push(id);
    return id;
  }
}

/** Rows without their order, and numbers as both engines give them. */
function canonical(part: unknown): string {
  const rows = (Array.isArray(part) ? part : [part]).map((row: Record<string, unknown> | null) =>
    JSON.stringify(
      Object.entries(row ?? {})
        .filter(([key]) => key !== 'countedTo')
        .map(([key, value]) => `${key} ${value ?? 0}`)
        .sort(),
    ),
  );
  return rows.sort().join('\n');
}
