import { writeFile } from 'node:fs/promises';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { ERROR_CATALOGUE } from '../src/errors/error-catalogue.js';
import { buildGraph } from '../src/graphql/build-graph.js';

/** Writes what clients are given: the schema, and the meaning of every error. */
const banner = '# Written by "npm run schema" out of src/. Do not edit.\n\n';
const schema = await buildGraph();
await writeFile('schema/schema.graphql', `${banner}${printSchema(lexicographicSortSchema(schema))}\n`);
await writeFile('schema/errors.md', errorsPage());

function errorsPage(): string {
  const rows = Object.entries(ERROR_CATALOGUE).map(
    ([code, { meaning, action }]) => `| \`${code}\` | ${meaning} | ${action} |`,
  );
  return `<!-- Written by "npm run schema" out of src/errors/error-catalogue.ts. Do not edit. -->

# Errors

Every refusal is an entry of \`errors\` with a \`message\` for people and a stable \`extensions.code\` for programs.
\`extensions.retryAfter\` gives whole seconds where waiting helps. A failure of the model under \`judge: PREFERRED\` is
no error: it comes as data, in \`Analysis.judgeFailure\`, with the same codes.

An error in a resolver is answered with status 200 beside the data that could be had. A request that never reached a
resolver is answered with a status of 400 or more in the same form; send
\`Accept: application/graphql-response+json\`, so that Apollo Client 4 reads the code out of those too.

| code | what it means | what the client should do |
| --- | --- | --- |
${rows.join('\n')}
`;
}
