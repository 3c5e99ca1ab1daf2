import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { subjectSchema } from '../../src/access/subject.js';
import { isOwnerFolder, ownerFolder } from '../../src/pictures/owner-folder.js';

const printable = fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code));
const subject = fc
  .oneof(
    fc.string({ unit: printable, minLength: 1, maxLength: 255 }),
    fc.string({
      unit: fc.constantFrom('a', 'A', '.', '/', '\\', '|', ':', '~', '%'),
      minLength: 1,
      maxLength: 4,
    }),
    fc.constantFrom('local', 'LOCAL', '..', '.', 'con', 'a/../local', 'auth0|5f7', ownerFolder('alice')),
  )
  .filter((text) => subjectSchema.safeParse(text).success);

it('leaves the local owner its name', () => {
  expect(ownerFolder('local')).toBe('local');
});

it('is one safe name for any subject, and is known again', () => {
  fc.assert(
    fc.property(subject, (owner) => {
      expect(ownerFolder(owner)).toMatch(/^[a-z0-9-]{5,70}$/);
      expect(isOwnerFolder(ownerFolder(owner))).toBe(true);
    }),
  );
});

it('is never shared by two owners, also where the case of letters does not count', () => {
  fc.assert(
    fc.property(subject, subject, (a, b) => {
      fc.pre(a !== b);
      expect(ownerFolder(a).toLowerCase()).not.toBe(ownerFolder(b).toLowerCase());
    }),
    { numRuns: 1000 },
  );
});

it.each(['holidays', 'Local', 'owner-', `owner-${'g'.repeat(64)}`, `owner-${'a'.repeat(65)}`])(
  '%s is no owner of ours',
  (name) => {
    expect(isOwnerFolder(name)).toBe(false);
  },
);
