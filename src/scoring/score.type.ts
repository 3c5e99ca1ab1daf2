import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { Comparison } from './rubric.js';
import { SEVERITY_FROM, Severity } from './scorecard.js';

registerEnumType(Comparison, {
  name: 'Comparison',
  description: 'On which side of its limit a value is fine.',
  valuesConfig: {
    AT_LEAST: { description: 'Fine at the limit and above.' },
    AT_MOST: { description: 'Fine at the limit and below.' },
  },
});

registerEnumType(Severity, {
  name: 'Severity',
  description: "How many points of its criterion's measured half a finding takes.",
  valuesConfig: {
    MINOR: { description: `Fewer than ${SEVERITY_FROM.MAJOR} points: worth knowing.` },
    MAJOR: { description: `At least ${SEVERITY_FROM.MAJOR} points: worth fixing before publishing.` },
    CRITICAL: { description: `At least ${SEVERITY_FROM.CRITICAL} points: fix this first.` },
  },
});

@ObjectType({ description: 'The number behind a finding, and the limit that it missed.' })
export class Evidence {
  @Field(() => Float, { description: 'The measured value, in `unit`.' })
  readonly value!: number;

  @Field(() => Comparison, { description: 'Which side of the limit is fine.' })
  readonly comparison!: Comparison;

  @Field(() => Float, { description: 'The last value that costs nothing, in `unit`.' })
  readonly limit!: number;

  @Field(() => String, { description: 'Unit of value and limit; empty for a plain ratio.' })
  readonly unit!: string;
}
