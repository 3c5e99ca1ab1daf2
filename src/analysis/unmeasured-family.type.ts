import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { UnmeasuredCause } from '../measurement/measured.js';

registerEnumType(UnmeasuredCause, {
  name: 'UnmeasuredCause',
  description: 'Why a family of measurements has no numbers.',
  valuesConfig: {
    FAILED: { description: 'It failed on this picture; the analysis is PARTIAL.' },
    TIMED_OUT: { description: 'It took longer than the server allows; the analysis is PARTIAL.' },
    SWITCHED_OFF: { description: 'The operator switched it off; the analysis is not PARTIAL for that.' },
  },
});

@ObjectType({ description: 'A family of measurements that has no numbers.' })
export class UnmeasuredFamily {
  @Field(() => String, { description: 'The field of Measurements that is null, such as `colour`.' })
  readonly family!: string;

  @Field(() => UnmeasuredCause, { description: 'The kind of reason, for programs.' })
  readonly cause!: UnmeasuredCause;

  @Field(() => String, { description: 'The reason, in a sentence.' })
  readonly reason!: string;
}
