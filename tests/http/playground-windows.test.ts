import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { playgroundWindows } from '../../src/http/playground-windows.js';

const SCHEMA = buildSchema(readFileSync(new URL('../../schema/schema.graphql', import.meta.url), 'utf8'));
const WINDOWS = playgroundWindows({}, ['# a hint']);

it.each(WINDOWS.map(({ initialName, initialQuery }) => [initialName, initialQuery]))(
  'the window %s holds a whole document that the schema accepts',
  (_name, text = '') => {
    expect(text).toMatch(/^# a hint\n/);
    expect(validate(SCHEMA, parse(text))).toEqual([]);
  },
);

it('has variables in every window for what its operation declares', () => {
  for (const { initialQuery = '', initialVariables = '' } of WINDOWS) {
    const declared = [...initialQuery.matchAll(/\$(\w+): [^,)]*!/g)].map(([, name]) => name);
    expect(Object.keys(JSON.parse(initialVariables))).toEqual(expect.arrayContaining(declared));
  }
});
