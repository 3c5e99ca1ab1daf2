import { createHmac } from 'node:crypto';
import ipaddr from 'ipaddr.js';

/** Of an IPv6 address, the part that one household or machine has to itself. */
const IPV6_PREFIX = 64;
/** Bytes of a hash that no two clients share. */
const KEY_BYTES = 16;

/**
 * Names clients for the log and where they are counted: by a hash with a secret, so that a reader of these learns no
 * subject and no address, also not by trying all there are. Nodes with the same secret give the same names.
 */
export class ClientKeys {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  ofOwner(ownerId: string): string {
    return this.#keyOf('owner', ownerId);
  }

  /** Of an IPv4 address, or of the network of an IPv6 one. */
  ofAddress(address: string): string {
    // Link-local addresses contain the name of a network interface of this server.
    const plain = address.replace(/%.*/, '');
    // A trusted proxy may write anything: what is no address counts as one client.
    if (!ipaddr.isValid(plain)) return this.#keyOf('address', 'unreadable');
    const parsed = ipaddr.process(plain);
    const network =
      parsed.kind() === 'ipv6'
        ? ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toNormalizedString()}/${IPV6_PREFIX}`)
        : parsed;
    return this.#keyOf('address', network.toString());
  }

  #keyOf(kind: 'owner' | 'address', client: string): string {
    // The first word keeps the key from meaning anything elsewhere: the secret signs addresses of pictures as well.
    const named = JSON.stringify(['client', kind, client]);
    const hash = createHmac('sha256', this.#secret).update(named).digest();
    return hash.subarray(0, KEY_BYTES).toString('base64url');
  }
}
