import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A family of measurements that has no numbers.' })
export class UnmeasuredFamily {
  @Field(() => String, { description: 'The field of Measurements that is null, such as `colour`.' })
  readonly family!: string;

  @Field(() => String, { description: 'Why, in a sentence.' })
  readonly reason!: string;
}
