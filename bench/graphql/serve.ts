import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import { parseConfig } from '../../src/config/config.js';
import { startServer } from '../../src/server.js';
import { handWrittenResolvers } from './hand-written-resolvers.js';
import { openRows } from './hand-written-rows.js';

// One of the two servers of the comparison, in a process of its own: tells its address and serves until it is ended.

async function serveHandWritten(databaseUrl: string): Promise<string> {
  const app = Fastify();
  const apollo = new ApolloServer({
    typeDefs: await readFile('schema/schema.graphql', 'utf8'),
    resolvers: handWrittenResolvers(openRows(databaseUrl)),
    plugins: [
      fastifyApolloDrainPlugin(app),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  });
  await apollo.start();
  await app.register(fastifyApollo(apollo));
  return app.listen({ port: 0, host: '127.0.0.1' });
}

const which = process.argv[2];
const url =
  which === 'ours'
    ? (await startServer(parseConfig(process.env))).url
    : await serveHandWritten(process.env.DATABASE_URL ?? '');
process.send?.(url);
