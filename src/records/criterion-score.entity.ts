import { PrimaryKeyProp, type Ref } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, Float, Int, ObjectType } from 'type-graphql';
import { UNSTABLE_SPREAD } from '../judgement/combine-verdicts.js';
import { Region } from '../measurement/region.type.js';
import { Analysis } from './analysis.entity.js';

@ObjectType({ description: 'How the picture did on one criterion of the rubric.' })
@Entity({ tableName: 'criterion_score' })
export class CriterionScore {
  [PrimaryKeyProp]?: ['analysis', 'position'];

  @ManyToOne(() => Analysis, { ref: true, primary: true, deleteRule: 'cascade' })
  analysis!: Ref<Analysis>;

  /** Place in the rubric's order, from 0. */
  @PrimaryKey({ type: 'integer' })
  position!: number;

  @Field(() => String, { description: 'Key of the criterion; Query.rubric explains it.' })
  @Property({ type: 'string', length: 32 })
  criterion!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'Whole number 0 to 100; null when it could not be scored.',
  })
  @Property({ type: 'integer', nullable: true })
  score!: number | null;

  @Field(() => Float, { description: "The rubric's weight, 0 to 1." })
  @Property({ type: 'double' })
  weight!: number;

  @Field(() => Float, {
    description:
      'Its share in this score, 0 to 1: the weight over all that could be scored; 0 when it could not.',
  })
  @Property({ type: 'double' })
  effectiveWeight!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'The measured half, 0 to 100; null without a measurement.',
  })
  @Property({ type: 'integer', nullable: true })
  measured!: number | null;

  @Field(() => Int, { nullable: true, description: "The model's half, 0 to 100; null without a judgement." })
  @Property({ type: 'integer', nullable: true })
  judged!: number | null;

  @Field(() => String, { description: 'What decided the score, or what is missing, in a sentence.' })
  @Property({ type: 'text' })
  reason!: string;

  @Field(() => Boolean, {
    description: `True where passes of the judge are more than ${UNSTABLE_SPREAD} points apart: do not rely on it.`,
  })
  @Property({ type: 'boolean' })
  unstable!: boolean;

  @Field(() => Region, {
    nullable: true,
    description:
      'The region that the judge refers to; null if that is the whole picture, or if nothing was judged.',
  })
  @Property({ type: 'json', nullable: true })
  region!: Region | null;
}
