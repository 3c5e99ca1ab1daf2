import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  buildSchema,
  concatAST,
  type DocumentNode,
  getIntrospectionQuery,
  parse,
  print,
  separateOperations,
} from 'graphql';
import { documentSize as sizeOf } from '../../src/graphql/document-size.js';
import { refuseLargeDocument as refuseLarge } from '../../src/graphql/query-limits.js';
import { wholeDocuments } from '../support/whole-documents.js';

const UPLOADING = new Set(['analyzeThumbnail']);
const refuseLargeDocument = (text: string) => refuseLarge(text, UPLOADING);
const documentSize = (document: DocumentNode) => sizeOf(document, UPLOADING);

const SCHEMA_FOLDER = new URL('../../schema/', import.meta.url);
const SCHEMA = buildSchema(readFileSync(new URL('schema.graphql', SCHEMA_FOLDER), 'utf8'));
const OPERATIONS = new URL('operations/', SCHEMA_FOLDER);
const PUBLISHED = concatAST(
  readdirSync(OPERATIONS).map((name) => parse(readFileSync(new URL(name, OPERATIONS), 'utf8'))),
);

describe('nobody who means well meets a limit', () => {
  it.each(Object.entries(separateOperations(PUBLISHED)))(
    'with the published operation %s',
    (_name, document) => {
      expect(() => refuseLargeDocument(print(document))).not.toThrow();
    },
  );

  it.each(wholeDocuments(SCHEMA))('with everything below $name', ({ text }) => {
    expect(() => refuseLargeDocument(text)).not.toThrow();
  });

  it('with the longest introspection that tools send', () => {
    const text = getIntrospectionQuery({
      specifiedByUrl: true,
      directiveIsRepeatable: true,
      schemaDescription: true,
      inputValueDeprecation: true,
      oneOf: true,
    });
    expect(() => refuseLargeDocument(text)).not.toThrow();
  });
});

/** A selection of fields alone, and how its size is told without fragments. */
const selection: fc.Arbitrary<string> = fc.letrec<{ set: string; field: string }>((tie) => ({
  set: fc.array(tie('field'), { minLength: 1, maxLength: 4 }).map((fields) => `{ ${fields.join(' ')} }`),
  field: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('a', 'b', 'x: a', '__typename', 'y: __typename', 'a @skip(if: true)'),
    tie('set').map((set) => `c ${set}`),
  ),
})).set;

describe('the size of a document', () => {
  it('is the same whether selections are written out or spread from fragments', () => {
    fc.assert(
      fc.property(fc.array(selection, { minLength: 1, maxLength: 4 }), (sets) => {
        const written = documentSize(parse(`{ ${sets.map((set) => `...on Query ${set}`).join(' ')} }`));
        const fragments = sets.map((set, i) => `fragment F${i} on Query ${set}`).join(' ');
        const spread = documentSize(parse(`{ ${sets.map((_, i) => `...F${i}`).join(' ')} } ${fragments}`));
        const { depth, breadth, fields, uploads } = written;
        expect(spread).toMatchObject({ depth, breadth, fields: 2 * fields, uploads });
      }),
    );
  });

  it('of two documents in one is that of both', () => {
    fc.assert(
      fc.property(selection, selection, (one, other) => {
        const [left, right] = [documentSize(parse(one)), documentSize(parse(other))];
        const both = documentSize(parse(`query A ${one} query B ${other}`));
        expect(both).toEqual({
          depth: Math.max(left.depth, right.depth),
          breadth: Math.max(left.breadth, right.breadth),
          fields: left.fields + right.fields,
          aliases: left.aliases + right.aliases,
          directives: left.directives + right.directives,
          uploads: 0,
        });
      }),
    );
  });

  it('of fragments that double each other is told at once', () => {
    const doubling = Array.from(
      { length: 60 },
      (_, i) => `fragment F${i} on Query { ...F${i + 1} ...F${i + 1} }`,
    );
    const text = `{ ...F0 } ${doubling.join(' ')} fragment F60 on Query { __typename }`;
    expect(documentSize(parse(text)).breadth).toBe(2 ** 60);
  });

  it('of fragments that hold each other comes to an end', () => {
    const text = '{ ...A } fragment A on Query { a { ...B } } fragment B on Query { b { ...A } }';
    expect(documentSize(parse(text)).fields).toBeGreaterThan(0);
  });
});
