import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Config } from '../config/config.js';
import { errorFormatter } from './format-error.js';
import type { GraphContext } from './graph-context.js';
import { answerJsonWithOk } from './json-status.js';
import { limitCost } from './limit-cost.js';
import { logOperations } from './log-operations.js';
import { noteOutcome } from './note-outcome.js';
import { refuseSubscriptions } from './refuse-subscriptions.js';

/** Starts the GraphQL engine. It speaks to no network: the HTTP layer hands it requests. */
export async function startApollo(
  schema: GraphQLSchema,
  log: Logger,
  { production, introspection }: Pick<Config, 'production' | 'introspection'>,
): Promise<ApolloServer<GraphContext>> {
  const apollo = new ApolloServer<GraphContext>({
    schema,
    formatError: errorFormatter(introspection),
    logger: log,
    nodeEnv: production ? 'production' : 'development',
    csrfPrevention: true,
    introspection,
    hideSchemaDetailsFromClientErrors: !introspection,
    allowBatchedHttpRequests: false,
    includeStacktraceInErrorResponses: false,
    // No client needs persisted queries, and their cache would grow with what clients send.
    persistedQueries: false,
    stopOnTerminationSignals: false,
    plugins: [
      logOperations(),
      noteOutcome(),
      refuseSubscriptions(schema),
      limitCost(schema),
      answerJsonWithOk(),
      // Plugins that are not used still cost time on every request.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await apollo.start();
  return apollo;
}
