import { Field, Int, ObjectType } from 'type-graphql';
import { Reads } from '../fields/selected-properties.js';
import type { Judgement } from '../judgement/judgement.entity.js';

@ObjectType('Judgement', { description: 'The judgement of a vision model about the picture.' })
export class JudgementType {
  @Field(() => String, { description: 'The name of the model.' })
  readonly model!: string;

  @Field(() => String, { description: 'The judgement in a few sentences.' })
  readonly summary!: string;

  @Field(() => [String], { description: 'What works, most important first.' })
  readonly strengths!: readonly string[];

  @Field(() => [String], { description: 'What does not, most important first.' })
  readonly weaknesses!: readonly string[];

  @Field(() => Int, { description: 'Tokens of the request, picture included.' })
  readonly promptTokens!: number;

  @Field(() => Int, { description: 'Tokens of the reply.' })
  readonly completionTokens!: number;

  @Field(() => Int, { description: 'Milliseconds from the request to the accepted reply.' })
  readonly durationMs!: number;

  /** Told by the analysis, not by the row of the judgement. */
  @Reads<Judgement>()
  @Field(() => Boolean, {
    description:
      'True when nothing was paid for this analysis: an equal earlier judgement served again, or that of an equal ' +
      'request at the same time.',
  })
  readonly reused!: boolean;
}
