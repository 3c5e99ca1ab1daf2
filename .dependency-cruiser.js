/** Who may import whom. A station may use what lies below it on the way of a picture, never what lies above. */
const never = (name, from, to, comment) => ({ name, severity: 'error', comment, from, to });

const STATIONS = '^src/(image|measurement|judgement|scoring|persistence)/';
const USE_CASES = '^src/(analysis|thumbnail|access)/';
const SURFACE = '^src/(graphql|http)/';

export default {
  forbidden: [
    never(
      'not-to-unlisted',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
      'Every package is listed in package.json.',
    ),
    never('not-to-unresolvable', {}, { couldNotResolve: true }, 'Every import exists.'),
    never(
      'stations-look-down',
      { path: STATIONS },
      { path: `${USE_CASES}|${SURFACE}|^src/(main|server|entities)\\.ts$` },
      'Stations know nothing of use cases or of the surface.',
    ),
    never(
      'use-cases-look-down',
      { path: USE_CASES },
      { path: `${SURFACE}|^src/(main|server|entities)\\.ts$` },
      'Use cases know nothing of HTTP or of the schema build.',
    ),
    never(
      'surface-looks-down',
      { path: SURFACE },
      { path: '^src/(main|server)\\.ts$' },
      'Only main starts the server.',
    ),
    never(
      'only-the-judge-knows-groq',
      { pathNot: '^src/judgement/groq-' },
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
        path: '^src/(scoring/(?!.*\\.(type|resolver)\\.ts$)|judgement/(prompt|reply-schema|asked-criteria|models)\\.ts$)',
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
