import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { openCursor, sealCursor } from '../../src/thumbnail/history-cursor.js';

const position = fc.string({ minLength: 1 }).map((text) => Buffer.from(text).toString('base64url'));

describe('a sealed cursor', () => {
  it('opens for the owner and order that it was made for', () => {
    fc.assert(
      fc.property(position, fc.string(), fc.string(), (at, owner, order) => {
        expect(openCursor(sealCursor(at, owner, order), owner, order)).toBe(at);
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
            expect(() => openCursor(text!, by!, list!)).toThrow(
              expect.objectContaining({ code: 'BAD_USER_INPUT' }),
            );
          }
        },
      ),
    );
  });
});
