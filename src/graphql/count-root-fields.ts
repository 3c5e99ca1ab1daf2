import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import type { GraphContext } from './graph-context.js';

/** Each of these measures and may ask a model. */
export const ANALYSES: ReadonlySet<string> = new Set([
  'analyzeThumbnail',
  'reanalyzeThumbnail',
  'completeAnalysis',
]);

/** Has every root field of a schema counted before it runs, however many of them a request has. */
export function countRootFields(schema: GraphQLSchema): void {
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = async (source, args, context: GraphContext, info) => {
        await context.takeAllowance(ANALYSES.has(field.name));
        return resolve(source, args, context, info);
      };
    }
  }
}
