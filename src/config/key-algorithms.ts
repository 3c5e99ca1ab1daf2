import type { KeyObject } from 'node:crypto';

const MINIMUM_RSA_BITS = 2048;

const BY_RSA = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'] as const;
const BY_EDWARDS_CURVE = ['EdDSA', 'Ed25519'] as const;
const BY_CURVE: Readonly<Record<string, readonly string[]>> = {
  prime256v1: ['ES256'],
  secp384r1: ['ES384'],
  secp521r1: ['ES512'],
};

/** What a published key set may be used for: no secret is ever published, so nothing symmetric. */
export const ASYMMETRIC_ALGORITHMS = [...BY_RSA, ...Object.values(BY_CURVE).flat(), ...BY_EDWARDS_CURVE];

/**
 * The algorithms of RFC 7518 and RFC 8037 that a public key can verify.
 * @throws Error that says why it cannot verify tokens.
 */
export function algorithmsOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): readonly string[] {
  if (asymmetricKeyType === 'rsa') {
    if ((asymmetricKeyDetails?.modulusLength ?? 0) >= MINIMUM_RSA_BITS) return BY_RSA;
    throw new Error(`must have at least ${MINIMUM_RSA_BITS} bits, as an RSA key`);
  }
  if (asymmetricKeyType === 'ed25519') return BY_EDWARDS_CURVE;
  const algorithms = BY_CURVE[asymmetricKeyDetails?.namedCurve ?? ''];
  if (algorithms) return algorithms;
  throw new Error('must be RSA, Ed25519, or on the curve P-256, P-384 or P-521');
}
