import { Field, Int, ObjectType, registerEnumType } from 'type-graphql';
import { ErrorCode } from '../errors/app-error.js';
import { ERROR_CATALOGUE } from '../errors/error-catalogue.js';

registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description:
    'Every value that `extensions.code` of an error can have; schema/errors.md says what to do about each.',
  valuesConfig: Object.fromEntries(
    Object.entries(ERROR_CATALOGUE).map(([code, { meaning }]) => [code, { description: meaning }]),
  ),
});

@ObjectType({ description: 'Why the model gave no judgement.' })
export class JudgeFailure {
  @Field(() => ErrorCode, { description: 'The code that REQUIRED would have failed with.' })
  readonly code!: ErrorCode;

  @Field(() => String, { description: 'The same in words, for people.' })
  readonly message!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Whole seconds after which completeAnalysis may succeed; null if the time is unknown, or waiting does not help.',
  })
  readonly retryAfter!: number | null;
}
