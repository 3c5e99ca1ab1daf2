import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { openCursor, sealCursor } from '../../src/history/history-cursor.js';

const anything = z.unknown();
const position = fc.json().map((text) => Buffer.from(text).toString('base64url'));

describe('a sealed cursor', () => {
  it('opens for the owner and order that it was made for', () => {
    fc.assert(
      fc.property(position, fc.string(), fc.string(), (at, owner, order) => {
        expect(openCursor(sealCursor(at, owner, order), owner, order, anything)).toBe(at);
      }),
    );
  });

  it('opens for no other owner, order or position', () => {
    fc.assert(
      fc.property(
        fc.array(position, { minLength: 2, maxLength: 2 }),
        fc.string(),
        fc.string(),
        ([a, b], owner, order) => {
          const cursor = sealCursor(a!, owner, order);
          const seal = cursor.split('.')[1];
          const wrong = [
            [cursor, `${owner}x`, order],
            [cursor, owner, `${order}x`],
            ...(a === b ? [] : [[`${b}.${seal}`, owner, order]]),
          ] as const;
          for (const [text, by, list] of wrong) {
            expect(() => openCursor(text!, by!, list!, anything)).toThrow(
              expect.objectContaining({ code: 'BAD_USER_INPUT' }),
            );
          }
        },
      ),
    );
  });

  it('opens only for a position of the right shape, even with a right checksum', () => {
    const cursor = sealCursor(Buffer.from('["a","b"]').toString('base64url'), 'me', 'list');
    expect(openCursor(cursor, 'me', 'list', z.tuple([z.string(), z.string()]))).toBeTruthy();
    expect(() => openCursor(cursor, 'me', 'list', z.tuple([z.uuid()]))).toThrow('cursor');
    expect(() => openCursor(sealCursor('xx', 'me', 'list'), 'me', 'list', z.tuple([z.uuid()]))).toThrow(
      'cursor',
    );
  });
});
