import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { keyOfAddress, keyOfOwner } from '../../src/access/client-key.js';

describe('the key of a client', () => {
  it('is another one for every IPv4 address, and the same when that is written as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
        expect(keyOfAddress(one) === keyOfAddress(other)).toBe(one === other);
        expect(keyOfAddress(`::ffff:${one}`)).toBe(keyOfAddress(one));
      }),
    );
  });

  it('is that of the network for an IPv6 address', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const groups = fc.tuple(group, group, group, group);
    const network = fc.tuple(group, group, group).map((rest) => ['2001', ...rest]);
    fc.assert(
      fc.property(network, groups, groups, (net, one, other) => {
        const key = keyOfAddress([...net, ...one].join(':'));
        expect(keyOfAddress([...net, ...other].join(':'))).toBe(key);
        expect(keyOfAddress(['2002', ...net.slice(1), ...one].join(':'))).not.toBe(key);
      }),
    );
  });

  it('tells nothing of an owner, who never has that of an address', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (owner, address) => {
        expect(keyOfOwner(owner)).toMatch(/^[\w-]{22}$/);
        expect(keyOfOwner(address)).not.toBe(keyOfAddress(address));
      }),
    );
  });

  it('takes a link-local address with its interface', () => {
    expect(keyOfAddress('fe80::1%eth0')).toBe(keyOfAddress('fe80::2'));
  });
});
