import { Entity, Filter, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { idColumn, ownerColumn, timeColumn } from '../persistence/columns.js';
import { ownerFilter } from '../persistence/owner-filter.js';
import type { JudgedCriterion, PassScores } from '../scoring/scorecard.js';

/**
 * One paid answer of a model. It is what may serve again: the same owner, pixels, question and model do not pay
 * twice unless asked to. Failures are never stored, and a row never changes what it says.
 */
@Entity({ tableName: 'judgement' })
@Filter(ownerFilter)
@Unique({ properties: ['ownerId', 'pixelHash', 'title', 'audience', 'promptVersion', 'model', 'reusable'] })
export class Judgement {
  @PrimaryKey(idColumn())
  id!: string;

  @Property(ownerColumn())
  ownerId!: string;

  @Property({ type: 'string', length: 64 })
  pixelHash!: string;

  /** Empty when there was none: a null would never collide in the unique key. */
  @Property({ type: 'string', length: 100 })
  title!: string;

  /** Empty when there was none. */
  @Property({ type: 'string', length: 200 })
  audience!: string;

  /** The prompt's words, and of several passes how many: their median answers another question than one pass. */
  @Property({ type: 'string', length: 16 })
  promptVersion!: string;

  @Property({ type: 'string', length: 100 })
  model!: string;

  /** Null after a newer answer took its place: nulls never collide in the unique key. */
  @Property({ type: 'boolean', nullable: true })
  reusable!: true | null;

  @Property({ type: 'json' })
  criteria!: Readonly<Record<string, JudgedCriterion>>;

  /** The score of each criterion in every pass that brought a verdict; null in rows of an older server. */
  @Property({ type: 'json', nullable: true })
  passes!: readonly PassScores[] | null;

  @Property({ type: 'text' })
  summary!: string;

  @Property({ type: 'json' })
  strengths!: readonly string[];

  @Property({ type: 'json' })
  weaknesses!: readonly string[];

  @Property({ type: 'integer' })
  promptTokens!: number;

  @Property({ type: 'integer' })
  completionTokens!: number;

  @Property({ type: 'integer' })
  durationMs!: number;

  @Property(timeColumn())
  createdAt!: Date;
}
