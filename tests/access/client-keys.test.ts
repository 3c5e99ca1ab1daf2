import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ClientKeys } from '../../src/access/client-keys.js';

const keys = new ClientKeys('a secret that all nodes share');

describe('the key of a client', () => {
  it('is another one for every IPv4 address, and the same when that is written as IPv6', () => {
    fc.assert(
      fc.property(fc.ipV4(), fc.ipV4(), (one, other) => {
        expect(keys.ofAddress(one) === keys.ofAddress(other)).toBe(one === other);
        expect(keys.ofAddress(`::ffff:${one}`)).toBe(keys.ofAddress(one));
      }),
    );
  });

  it('is that of the network for an IPv6 address', () => {
    const group = fc.integer({ min: 0, max: 0xffff }).map((number) => number.toString(16));
    const groups = fc.tuple(group, group, group, group);
    const network = fc.tuple(group, group, group).map((rest) => ['2001', ...rest]);
    fc.assert(
      fc.property(network, groups, groups, (net, one, other) => {
        const key = keys.ofAddress([...net, ...one].join(':'));
        expect(keys.ofAddress([...net, ...other].join(':'))).toBe(key);
        expect(keys.ofAddress(['2002', ...net.slice(1), ...one].join(':'))).not.toBe(key);
      }),
    );
  });

  it('tells nothing of an owner, who never has that of an address', () => {
    fc.assert(
      fc.property(fc.string(), fc.ipV4(), (owner, address) => {
        expect(keys.ofOwner(owner)).toMatch(/^[\w-]{22}$/);
        expect(keys.ofOwner(address)).not.toBe(keys.ofAddress(address));
      }),
    );
  });

  it('takes a link-local address with its interface', () => {
    expect(keys.ofAddress('fe80::1%eth0')).toBe(keys.ofAddress('fe80::2'));
  });

  it('cannot be found by trying, without the secret, and is the same on all nodes that have it', () => {
    const [node, stranger] = [new ClientKeys('a secret that all nodes share'), new ClientKeys('another one')];
    for (const who of ['alice', '192.0.2.1']) {
      expect(node.ofOwner(who)).toBe(keys.ofOwner(who));
      expect(node.ofAddress(who)).toBe(keys.ofAddress(who));
      expect(stranger.ofOwner(who)).not.toBe(keys.ofOwner(who));
      expect(stranger.ofAddress(who)).not.toBe(keys.ofAddress(who));
    }
  });
});
