import { beforeAll, describe, expect, it } from '@jest/globals';
import { type GraphQLField, type GraphQLSchema, getNamedType, isObjectType } from 'graphql';
import { workOf } from '../../src/fields/work.js';
import { buildGraph } from '../../src/graphql/build-graph.js';
import { uploadingFields } from '../../src/graphql/query-limits.js';

type Field = GraphQLField<unknown, unknown>;

let schema: GraphQLSchema;
let fields: readonly Field[];

beforeAll(async () => {
  schema = await buildGraph();
  fields = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .flatMap((type) => Object.values(type.getFields()));
});

const has = (argument: string) => (field: Field) => field.args.some(({ name }) => name === argument);
const mutations = () => Object.values(schema.getMutationType()!.getFields());
const namesOf = (some: readonly Field[]) => some.map(({ name }) => name).sort();

describe('a field says what work it causes', () => {
  it('when it changes something', () => {
    expect(namesOf(mutations().filter(({ extensions }) => extensions.work === undefined))).toEqual([]);
  });

  it('when it gives an analysis that it has made: it counts in the allowances, and costs a good part of a query', () => {
    const making = mutations().filter(({ type }) => getNamedType(type).name === 'Analysis');
    expect(namesOf(making)).toEqual(['analyzeThumbnail', 'completeAnalysis', 'reanalyzeThumbnail']);
    for (const field of making) {
      expect(workOf(field).isAnalysis).toBe(true);
      expect(workOf(field).cost).toBeGreaterThanOrEqual(4000);
    }
    const others = fields.filter((field) => !making.includes(field));
    expect(namesOf(others.filter((field) => workOf(field).isAnalysis))).toEqual([]);
  });

  it('when it filters', () => {
    const filtering = fields.filter(has('filter'));
    expect(namesOf(filtering)).toEqual(['historyStats', 'thumbnailHistory']);
    for (const field of filtering) expect(workOf(field).filterCost).toBeGreaterThanOrEqual(1500);
  });
});

it('fields that take an upload are found by the type of their argument', () => {
  expect([...uploadingFields(schema)]).toEqual(namesOf(fields.filter(has('file'))));
});
