import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { subjectSchema } from '../../src/access/subject.js';

const accepts = (subject: unknown) => subjectSchema.safeParse(subject).success;

describe('a subject', () => {
  it.each(['a', 'local', 'auth0|5f7', 'CN=Jane Doe,O=Example', '../..', "' or 1=1 --", 'x'.repeat(255)])(
    'may be %s',
    (subject) => {
      expect(accepts(subject)).toBe(true);
    },
  );

  it.each([
    '',
    ' ',
    'a ',
    ' a',
    'a\t',
    'a\n',
    'a\0',
    'é',
    '💥',
    'x'.repeat(256),
    7,
    null,
    undefined,
    {},
    ['a'],
  ])('cannot be %j', (subject) => {
    expect(accepts(subject)).toBe(false);
  });

  it('differs from every other one also for a database that ignores spaces at the end', () => {
    fc.assert(
      fc.property(fc.string(), fc.string({ unit: fc.constant(' '), minLength: 1 }), (text, spaces) => {
        expect(accepts(text + spaces)).toBe(false);
      }),
    );
  });
});
