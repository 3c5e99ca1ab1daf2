import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Comparison } from './rubric.js';
import './score.type.js';

@ObjectType({ description: 'What a judged score of that height looks like.' })
export class RubricAnchor {
  @Field(() => Int, { description: 'The judged score, 0 to 100.' })
  readonly score!: number;

  @Field(() => String, { description: 'What can be seen in a picture of that score.' })
  readonly meaning!: string;
}

@ObjectType({ description: 'What the model is asked about a criterion.' })
export class RubricQuestion {
  @Field(() => String, { description: 'The question that the model answers with a score.' })
  readonly question!: string;

  @Field(() => [RubricAnchor], { description: 'What its scores mean, lowest first.' })
  readonly anchors!: readonly RubricAnchor[];
}

@ObjectType({ description: 'One thing that a thumbnail is scored on.' })
export class RubricCriterion {
  @Field(() => String, { description: 'Stable key such as `contrast`.' })
  readonly criterion!: string;

  @Field(() => String, { description: 'Short name to show to people.' })
  readonly label!: string;

  @Field(() => String, { description: 'What the criterion is about.' })
  readonly description!: string;

  @Field(() => Float, {
    description:
      'Share of the overall score when every criterion could be scored, 0 to 1; all weights sum to 1.',
  })
  readonly weight!: number;

  @Field(() => Float, {
    description: "Share of the measured half in the criterion's score when both halves are there, 0 to 1.",
  })
  readonly measuredShare!: number;

  @Field(() => RubricQuestion, {
    nullable: true,
    description: 'What the model is asked; null where measurements alone decide.',
  })
  readonly judged!: RubricQuestion | null;

  @Field(() => Boolean, { description: 'True where nothing can be judged without a video title.' })
  readonly needsTitle!: boolean;
}

@ObjectType({ description: 'One measured value, its threshold, and what missing it costs.' })
export class RubricRule {
  @Field(() => String, { description: 'Stable key such as `rmsContrast`.' })
  readonly rule!: string;

  @Field(() => String, { description: 'Key of the criterion that the rule belongs to.' })
  readonly criterion!: string;

  @Field(() => String, { description: 'Short name to show to people.' })
  readonly label!: string;

  @Field(() => String, { description: 'The measurement family that the value comes from.' })
  readonly family!: string;

  @Field(() => Comparison, { description: 'Which side of the limit is fine.' })
  readonly comparison!: Comparison;

  @Field(() => Float, { description: 'The last value that costs nothing, in `unit`.' })
  readonly limit!: number;

  @Field(() => Float, { description: 'The first value that costs everything, in `unit`.' })
  readonly worst!: number;

  @Field(() => String, { description: 'Unit of limit and worst; empty for a plain ratio.' })
  readonly unit!: string;

  @Field(() => Float, {
    description: "Points of the criterion's measured half that are lost at `worst`, 0 to 100.",
  })
  readonly cost!: number;

  @Field(() => String, {
    description: "Why this threshold: a standard, YouTube's rule, a paper, or our heuristic.",
  })
  readonly reason!: string;
}

@ObjectType('Rubric', { description: 'A published way of scoring; it never changes once it is published.' })
export class RubricType {
  @Field(() => String, { description: 'Version, as stored with every analysis.' })
  readonly version!: string;

  @Field(() => [RubricCriterion], { description: 'Every criterion, in the order in which it is shown.' })
  readonly criteria!: readonly RubricCriterion[];

  @Field(() => [RubricRule], { description: 'Every rule behind the measured halves.' })
  readonly rules!: readonly RubricRule[];
}
