import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'How far apart the passes of one judgement are: a wide range asks for doubt.' })
export class JudgedScoreRange {
  @Field(() => Int, {
    description: 'The overall score by the pass that leads to the lowest one, 0 to 100.',
  })
  readonly lowest!: number;

  @Field(() => Int, {
    description: 'The overall score by the pass that leads to the highest one, 0 to 100.',
  })
  readonly highest!: number;
}
