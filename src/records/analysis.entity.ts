import type { Ref } from '@mikro-orm/core';
import { Entity, Filter, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Judgement } from '../judgement/judgement.entity.js';
import type { Unmeasured } from '../measurement/measured.js';
import { Measurements } from '../measurement/measurements.type.js';
import { idColumn, ownerColumn, timeColumn } from '../persistence/columns.js';
import { ownerFilter } from '../persistence/owner-filter.js';
import { JudgedScoreRange } from '../scoring/score-range.type.js';
import { AnalysisStatus } from './analysis-status.js';
import { JudgeFailure } from './judge-failure.type.js';
import { Thumbnail } from './thumbnail.entity.js';

@ObjectType({ description: 'What was measured, judged and scored on one picture at one time.' })
@Entity({ tableName: 'analysis' })
@Filter(ownerFilter)
@Index({ properties: ['ownerId', 'thumbnail', 'id'] })
export class Analysis {
  @Field(() => ID, { description: 'UUIDv7; sorts by time of analysis.' })
  @PrimaryKey(idColumn())
  id!: string;

  @Property(ownerColumn())
  ownerId!: string;

  @Field(() => Thumbnail, { description: 'The picture that was analysed.' })
  @ManyToOne(() => Thumbnail, { ref: true, deleteRule: 'cascade' })
  thumbnail!: Ref<Thumbnail>;

  @Field(() => Date, { description: 'When the analysis was stored, UTC.' })
  @Property(timeColumn())
  createdAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: 'When it became COMPLETE, UTC; null as long as it is not.',
  })
  @Property({ ...timeColumn(), nullable: true })
  completedAt!: Date | null;

  @Field(() => AnalysisStatus, { description: 'Whether anything that was wanted is missing.' })
  @Property({ type: 'string', length: 8 })
  status!: AnalysisStatus;

  @Field(() => Int, {
    description: 'Readiness, a whole number from 0 to 100: the mean of the criteria by effectiveWeight.',
  })
  @Property({ type: 'integer' })
  score!: number;

  @Field(() => JudgedScoreRange, {
    nullable: true,
    description:
      'The overall score as each single pass of the judge would have it; null unless several passes brought an ' +
      'opinion. `score` takes the median of each criterion, and can lie outside where passes contradict each other.',
  })
  @Property({ type: 'json', nullable: true })
  scoreRange!: JudgedScoreRange | null;

  @Field(() => String, {
    description: 'Version of the rubric that scored it; Query.rubric explains old ones too.',
  })
  @Property({ type: 'string', length: 16 })
  rubricVersion!: string;

  /** The prompt that the judge was, or would have been, asked with. */
  @Property({ type: 'string', length: 16 })
  promptVersion!: string;

  @Field(() => String, {
    description: 'Version of the measuring code; equal versions measure equal pixels equally.',
  })
  @Property({ type: 'string', length: 16 })
  measurementVersion!: string;

  @Field(() => String, {
    nullable: true,
    description: "The video's title that the picture was judged against.",
  })
  @Property({ type: 'string', length: 100, nullable: true })
  title!: string | null;

  @Field(() => String, { nullable: true, description: 'Who the video is for, as given with the upload.' })
  @Property({ type: 'string', length: 200, nullable: true })
  audience!: string | null;

  @Field(() => Measurements, { description: 'The measured numbers; a family that failed is null.' })
  @Property({ type: 'json' })
  measurements!: Measurements;

  /** Rows of measurement version 1 have no `cause`. */
  @Property({ type: 'json' })
  unmeasured!: readonly Unmeasured[];

  @ManyToOne(() => Judgement, { ref: true, nullable: true })
  judgement!: Ref<Judgement> | null;

  /** True when an earlier judgement served again, so that nothing was paid. */
  @Property({ type: 'boolean' })
  judgementReused!: boolean;

  @Field(() => JudgeFailure, {
    nullable: true,
    description: 'Why no model judged the picture; null when one did or none was asked.',
  })
  @Property({ type: 'json', nullable: true })
  judgeFailure!: JudgeFailure | null;
}
