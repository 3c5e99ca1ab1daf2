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
  const mutation = schema.getMutationType();
  for (const root of [schema.getQueryType(), mutation]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = async (source, args, context: GraphContext, info) => {
        await context.takeAllowance(ANALYSES.has(field.name));
        // Mutations run one after another, and each sees what the one before it changed.
        if (root === mutation) context.scope.memory.forget();
        return resolve(source, args, context, info);
      };
    }
  }
}
