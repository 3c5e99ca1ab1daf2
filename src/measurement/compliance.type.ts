import { Field, ObjectType } from 'type-graphql';

@ObjectType({ description: "One of YouTube's rules for thumbnails, and whether the picture keeps it." })
export class ComplianceCheck {
  @Field(() => String, { description: 'Stable key such as `aspectRatio`.' })
  readonly rule!: string;

  @Field(() => String, { description: 'The rule in one sentence.' })
  readonly label!: string;

  @Field(() => Boolean, { description: 'True when the picture keeps the rule.' })
  readonly passed!: boolean;

  @Field(() => Boolean, {
    description:
      'True where YouTube demands it; false where it only recommends it or where it depends on the device.',
  })
  readonly required!: boolean;

  @Field(() => String, { description: "The picture's own value, with its unit." })
  readonly value!: string;

  @Field(() => String, { description: 'What the rule asks for, with its unit.' })
  readonly limit!: string;

  @Field(() => String, { description: 'Address of the page that states the rule.' })
  readonly source!: string;
}

@ObjectType({ description: "YouTube's rules for thumbnails, applied to the original file." })
export class Compliance {
  @Field(() => Boolean, { description: 'True when every required rule is kept.' })
  readonly passed!: boolean;

  @Field(() => [ComplianceCheck], { description: 'Every rule, always in the same order.' })
  readonly checks!: readonly ComplianceCheck[];
}
