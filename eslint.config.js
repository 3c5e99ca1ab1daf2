import graphql from '@graphql-eslint/eslint-plugin';

const SCHEMA = 'schema/schema.graphql';
const OPERATIONS = 'schema/operations/*.graphql';

const base = {
  plugins: { '@graphql-eslint': graphql },
  languageOptions: {
    parser: graphql.parser,
    parserOptions: { graphQLConfig: { schema: SCHEMA, documents: OPERATIONS } },
  },
};

/** Only what biome does not know: the published schema and its operations. */
export default [
  {
    ...base,
    files: [SCHEMA],
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          DirectiveDefinition: true,
        },
      ],
      '@graphql-eslint/relay-edge-types': [
        'error',
        // There is no Node interface, and lists that are never paged need no edges.
        { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
      ],
      // Only what a cache may keep by itself has an id: a criterion with one would merge all analyses.
      '@graphql-eslint/strict-id-in-types': 'off',
    },
  },
  {
    ...base,
    files: [OPERATIONS],
    rules: {
      ...graphql.configs['flat/operations-recommended'].rules,
      '@graphql-eslint/selection-set-depth': ['error', { maxDepth: 12 }],
    },
  },
];
