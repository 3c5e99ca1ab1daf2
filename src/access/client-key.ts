import { createHash } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** Of an IPv6 address, the part that one household or machine has to itself. */
const IPV6_PREFIX = 64;
/** Bytes of a hash that no two clients share. */
const KEY_BYTES = 16;

/** Whom to count for an owner; a hash, so that the place where counts are kept names nobody. */
export function keyOfOwner(ownerId: string): string {
  return keyed(`owner:${ownerId}`);
}

/** Whom to count for the address of a client: an IPv4 address, or the network of an IPv6 one. */
export function keyOfAddress(address: string): string {
  // Link-local addresses carry the name of an interface of ours.
  const plain = address.replace(/%.*/, '');
  // A trusted proxy may write anything: what is no address counts as one client.
  if (!ipaddr.isValid(plain)) return keyed('address:unreadable');
  const parsed = ipaddr.process(plain);
  const network =
    parsed.kind() === 'ipv6'
      ? ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${IPV6_PREFIX}`)
      : parsed;
  return keyed(`address:${network.toString()}`);
}

function keyed(client: string): string {
  return createHash('sha256').update(client).digest().subarray(0, KEY_BYTES).toString('base64url');
}
