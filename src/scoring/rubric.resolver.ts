import { Arg, Query, Resolver } from 'type-graphql';
import { RubricType } from './rubric.type.js';
import { currentRubric, rubricByVersion } from './rubrics.js';

@Resolver()
export class RubricResolver {
  @Query(() => RubricType, {
    nullable: true,
    description:
      'How scores are made: criteria, weights, rules and the reasons of their thresholds; null for a version that never was.',
  })
  rubric(
    @Arg('version', () => String, { nullable: true, description: 'The current one when absent.' })
    version: string | null | undefined,
  ) {
    return version == null ? currentRubric : rubricByVersion(version);
  }
}
