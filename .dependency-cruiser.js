/** Who may import whom. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

/**
 * What each room of `src/` may import besides itself, from the ground up. Nothing else is allowed: a new room or a new
 * import between rooms is written down here first.
 */
export const ROOMS = {
  errors: [],
  config: [],
  input: ['errors'],
  load: ['errors'],
  fields: [],
  process: [],
  persistence: ['config'],
  image: ['errors'],
  measurement: ['image'],
  scoring: ['image', 'measurement'],
  model: ['errors', 'load'],
  once: ['persistence'],
  judgement: ['errors', 'input', 'load', 'persistence', 'image', 'measurement', 'scoring', 'model', 'once'],
  records: ['errors', 'input', 'persistence', 'image', 'measurement', 'scoring', 'judgement'],
  access: ['errors', 'config', 'load', 'persistence'],
  figures: ['input', 'persistence', 'records'],
  pictures: [
    ...['errors', 'config', 'load', 'persistence', 'image', 'measurement', 'once', 'records'],
    // Signatures of addresses.
    'access',
  ],
  history: [
    ...['errors', 'input', 'load', 'fields', 'persistence', 'image', 'measurement', 'judgement', 'records'],
    ...['access', 'figures', 'pictures'],
  ],
  analysis: [
    ...['errors', 'input', 'load', 'fields', 'persistence', 'image', 'measurement', 'scoring', 'model'],
    ...['judgement', 'records', 'access', 'figures', 'pictures', 'history'],
  ],
  metrics: ['load', 'persistence', 'measurement', 'model'],
  graphql: ['errors', 'config', 'fields', 'persistence', 'image', 'scoring', 'access', 'history', 'analysis'],
  http: ['errors', 'config', 'load', 'persistence', 'access', 'pictures', 'metrics', 'graphql'],
};

const rooms = Object.keys(ROOMS);
const unlisted = rooms.map((room) =>
  never(
    `${room}-imports-what-is-listed`,
    { path: `^src/${room}/` },
    { path: '^src/', pathNot: `^src/(${[room, ...ROOMS[room]].join('|')})/` },
    `What ${room} may import is listed in ROOMS.`,
  ),
);

export default {
  forbidden: [
    never(
      'not-to-unlisted',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
      'Every package is listed in package.json.',
    ),
    never('not-to-unresolvable', {}, { couldNotResolve: true }, 'Every import exists.'),
    ...unlisted,
    never(
      'every-room-is-listed',
      { path: '^src/.+/', pathNot: `^src/(${rooms.join('|')})/` },
      {},
      'See ROOMS.',
    ),
    never('not-circular', { path: '^src/' }, { circular: true }, 'Also where only a type is imported.'),
    never(
      'only-model-knows-groq',
      { path: '^src/', pathNot: '^src/model/groq-' },
      { path: 'node_modules/groq-sdk' },
      'One importer of groq-sdk.',
    ),
    never(
      'only-image-knows-sharp',
      { path: '^src/', pathNot: '^src/image/' },
      { path: 'node_modules/sharp' },
      'One place decodes and encodes pictures.',
    ),
    never(
      'resolvers-are-thin',
      { path: '\\.resolver\\.ts$' },
      { path: 'node_modules/(@mikro-orm|kysely|fastify|@aws-sdk)' },
      'A resolver makes one call to a service.',
    ),
    never(
      'services-know-no-protocol',
      { path: '\\.service\\.ts$' },
      { path: 'node_modules/(graphql|type-graphql|@apollo|fastify)' },
      'A service knows neither GraphQL nor HTTP.',
    ),
    never(
      'scoring-is-pure',
      {
        path: '^src/(scoring/(?!.*\\.(type|resolver)\\.ts$)|judgement/(prompt|reply-schema|asked-criteria|combine-verdicts)\\.ts$|model/(reply-json|repair|sampling|model-abilities)\\.ts$)',
      },
      { dependencyTypes: ['core'] },
      'No clock, no I/O, no randomness.',
    ),
    never(
      'scoring-uses-no-packages',
      { path: '^src/scoring/(?!.*\\.(type|resolver)\\.ts$)' },
      { path: 'node_modules' },
      'The rubric is a table and pure functions over it.',
    ),
    never(
      'the-server-needs-no-tests',
      { path: '^src/' },
      { path: '^(tests|demo|bench|scripts)/' },
      'What is shipped stands alone.',
    ),
    never(
      'no-development-packages',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'] },
      'What is shipped runs without development packages.',
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      conditionNames: ['import', 'node', 'default'],
      exportsFields: ['exports'],
    },
  },
};
