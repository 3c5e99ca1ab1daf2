import { Field, Float, Int, ObjectType, registerEnumType } from 'type-graphql';
import { AnalysisStatus } from '../records/analysis-status.js';

/** How long one point of a series is. */
export enum SeriesStep {
  DAY = 'DAY',
  WEEK = 'WEEK',
}

registerEnumType(SeriesStep, {
  name: 'SeriesStep',
  description: 'How long one point of a series is.',
  valuesConfig: {
    DAY: { description: 'A day in UTC.' },
    WEEK: { description: 'A week in UTC that begins on Monday.' },
  },
});

@ObjectType({ description: 'How whole scores from 0 to 100 are spread.' })
export class ScoreDistribution {
  @Field(() => Int, { description: 'How many scores.' })
  readonly count!: number;

  @Field(() => Float, { description: 'Their mean.' })
  readonly mean!: number;

  @Field(() => Float, { description: 'A quarter of them is at most this.' })
  readonly lowerQuartile!: number;

  @Field(() => Float, { description: 'Half of them is at most this.' })
  readonly median!: number;

  @Field(() => Float, { description: 'Three quarters of them are at most this.' })
  readonly upperQuartile!: number;
}

@ObjectType({ description: 'How one criterion did in a group.' })
export class CriterionStats {
  @Field(() => String, { description: 'Key of the criterion.' })
  readonly criterion!: string;

  @Field(() => ScoreDistribution, { description: 'Its scores, where it could be scored.' })
  readonly scores!: ScoreDistribution;
}

@ObjectType({ description: 'Newest analyses that can be compared: same rubric, same status.' })
export class HistoryStatsGroup {
  @Field(() => String, { description: 'The rubric that scored them.' })
  readonly rubricVersion!: string;

  @Field(() => AnalysisStatus, { description: 'Their status.' })
  readonly status!: AnalysisStatus;

  @Field(() => ScoreDistribution, { description: 'Their overall scores.' })
  readonly scores!: ScoreDistribution;

  @Field(() => [CriterionStats], {
    description: "The same for every scored criterion, in the rubric's order.",
  })
  readonly criteria!: readonly CriterionStats[];
}

@ObjectType({ description: 'The uploads of one day or week in one group.' })
export class HistorySeriesPoint {
  @Field(() => Date, { description: 'Begin of the day or week, UTC.' })
  readonly start!: Date;

  @Field(() => String, { description: 'The rubric that scored them.' })
  readonly rubricVersion!: string;

  @Field(() => AnalysisStatus, { description: 'Their status.' })
  readonly status!: AnalysisStatus;

  @Field(() => Int, { description: 'How many thumbnails were uploaded.' })
  readonly count!: number;

  @Field(() => Float, { description: 'Mean of their newest scores, 0 to 100.' })
  readonly mean!: number;
}

@ObjectType({
  description: 'What models were paid for. Whole numbers; Float, since Int ends at 2,147,483,647.',
})
export class PaidJudgements {
  @Field(() => Int, { description: 'How many judgements.' })
  readonly judgements!: number;

  @Field(() => Float, { description: 'Tokens that their questions took, pictures included.' })
  readonly promptTokens!: number;

  @Field(() => Float, { description: 'Tokens that their answers took.' })
  readonly completionTokens!: number;

  @Field(() => Float, { description: 'Milliseconds from each question to its accepted answer, added up.' })
  readonly durationMs!: number;
}

@ObjectType({
  description:
    'Whether thumbnails get better. Only the newest analysis of each counts; unlike ones are never mixed.',
})
// Its fields are computed one by one, each only when it is asked for.
export class HistoryStats {}
