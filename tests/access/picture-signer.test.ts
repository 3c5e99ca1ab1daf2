import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PictureSigner, secondsUntil } from '../../src/access/picture-signer.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const signer = new PictureSigner('a secret that every node has the same of');

const picture = fc.record({ ownerId: fc.string(), thumbnailId: fc.string(), file: fc.string() });
const moment = fc.date({ min: new Date('1970-01-01'), max: new Date('9990-01-01'), noInvalidDate: true });

/** Any text after any change of one character. */
const edited = (text: string) =>
  fc
    .tuple(fc.nat(text.length), fc.nat(1), fc.string({ maxLength: 2 }))
    .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut))
    .filter((other) => other !== text);

describe('a signature', () => {
  it('is genuine for what it was made for, on every node with the same secret', () => {
    fc.assert(
      fc.property(picture, moment, fc.string(), (one, now, secret) => {
        const signature = new PictureSigner(secret).sign(one, now);
        expect(new PictureSigner(secret).isGenuine(one, signature)).toBe(true);
      }),
    );
  });

  it('is refused after any edit of any part', () => {
    const part = fc.constantFrom('ownerId', 'thumbnailId', 'file', 'expires', 'signature');
    fc.assert(
      fc.property(picture, moment, part, fc.gen(), (one, now, name, gen) => {
        const good = { ...one, ...signer.sign(one, now) };
        const bad = { ...good, [name]: gen(edited, good[name]) };
        expect(signer.isGenuine(good, good)).toBe(true);
        expect(signer.isGenuine(bad, bad)).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused under another secret, and for parts that only join to the same text', () => {
    const one = { ownerId: 'a', thumbnailId: 'bc', file: 'd' };
    const signature = signer.sign(one, new Date(0));
    expect(new PictureSigner('another').isGenuine(one, signature)).toBe(false);
    expect(signer.isGenuine({ ownerId: 'ab', thumbnailId: 'c', file: 'd' }, signature)).toBe(false);
  });

  it('is the same all UTC day, and good for 24 hours more', () => {
    fc.assert(
      fc.property(picture, moment, fc.nat(DAY_MS - 1), (one, some, ms) => {
        const midnight = Math.floor(some.getTime() / DAY_MS) * DAY_MS;
        const now = new Date(midnight + ms);
        const { expires } = signer.sign(one, now);
        expect(signer.sign(one, now)).toEqual(signer.sign(one, new Date(midnight)));
        expect(secondsUntil(expires, now)).toBeGreaterThanOrEqual((2 * DAY_MS - ms) / 1000 - 1);
        expect(secondsUntil(expires, now)).toBeLessThanOrEqual((2 * DAY_MS) / 1000);
        expect(secondsUntil(expires, new Date(midnight + 2 * DAY_MS - 1000))).toBe(1);
        expect(secondsUntil(expires, new Date(midnight + 2 * DAY_MS))).toBeNull();
      }),
    );
  });
});

it.each(['', '-1', '1e99', '0x7fffffff', '9'.repeat(13), ' 9999999999', '9999999999.5', 'Infinity'])(
  '%j is the end of nothing',
  (text) => {
    expect(secondsUntil(text, new Date(0))).toBeNull();
  },
);
