import { defaultFieldResolver, type GraphQLSchema } from 'graphql';
import { workOf } from '../fields/work.js';
import type { GraphContext } from './graph-context.js';

/** Has every root field of a schema counted before it runs, however many of them a request has. */
export function countRootFields(schema: GraphQLSchema): void {
  const mutation = schema.getMutationType();
  for (const root of [schema.getQueryType(), mutation]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      const resolve = field.resolve ?? defaultFieldResolver;
      const { isAnalysis = false } = workOf(field);
      field.resolve = async (source, args, context: GraphContext, info) => {
        await context.takeAllowance(isAnalysis);
        // Mutations run one after another, and each sees what the one before it changed.
        if (root === mutation) context.scope.memory.forget();
        return resolve(source, args, context, info);
      };
    }
  }
}
