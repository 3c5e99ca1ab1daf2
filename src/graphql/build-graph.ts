import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { AnalysisResolver } from '../analysis/analysis.resolver.js';
import { HistoryStatsResolver } from '../history/history-stats.resolver.js';
import { ThumbnailResolver } from '../history/thumbnail.resolver.js';
import { UploadLimitsResolver } from '../image/upload-limits.resolver.js';
import { RubricResolver } from '../scoring/rubric.resolver.js';

const RESOLVERS = [
  ThumbnailResolver,
  AnalysisResolver,
  HistoryStatsResolver,
  RubricResolver,
  UploadLimitsResolver,
] as const;

/** A ready-made instance of every resolver class. */
export type Resolvers = readonly InstanceType<(typeof RESOLVERS)[number]>[];

/** Builds the schema over resolvers that were wired by hand. Without any it can be printed, but not run. */
export async function buildGraph(resolvers: Resolvers = []): Promise<GraphQLSchema> {
  const byClass = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const schema = await buildSchema({
    resolvers: RESOLVERS,
    // TypeGraphQL makes its own instances unless a container gives it ours.
    container: { get: (resolverClass: unknown) => byClass.get(resolverClass) },
    // Inputs are parsed where they are used, by schemas that also fill in what is absent.
    validate: false,
  });
  describeRoots(schema);
  return schema;
}

const EVERYWHERE =
  'Errors of every field: RATE_LIMITED, DATABASE_UNAVAILABLE where it reads or writes what is stored, INTERNAL_SERVER_ERROR.';

/** TypeGraphQL makes these two types itself, and has no place for what they say. */
function describeRoots(schema: GraphQLSchema): void {
  const query = schema.getQueryType();
  const mutation = schema.getMutationType();
  if (query)
    query.description = `What can be read. Every field returns only data of the owner who sends the request. ${EVERYWHERE}`;
  if (mutation)
    mutation.description = `What changes data. Every field changes only data of the owner who sends the request. ${EVERYWHERE}`;
}
