import { type JWTPayload, SignJWT } from 'jose';

export const ISSUER = 'https://accounts.example.com/';
export const AUDIENCE = 'thumbnails';
const SECRET = 'what only the issuer and this server know';

/** The settings of a server that takes tokens of `tokenFor`. */
export const JWT_ENVIRONMENT = {
  AUTH: 'jwt',
  JWT_SECRET: SECRET,
  JWT_ISSUER: ISSUER,
  JWT_AUDIENCE: AUDIENCE,
  JWT_CLOCK_SKEW_SECONDS: '30',
  PICTURE_SIGNING_SECRET: 'what every node signs its addresses with',
};

type SigningKey = Parameters<SignJWT['sign']>[0];

interface TokenParts {
  readonly alg?: string;
  readonly kid?: string;
  readonly key?: SigningKey;
  /** Over those of a good token; undefined takes a claim away. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** Seconds since 1970, so many from now. */
export const inSeconds = (seconds: number) => Math.floor(Date.now() / 1000) + seconds;

/** A good token for that subject. */
export const tokenFor = (subject: string) => makeToken({ claims: { sub: subject } });

/** A token that is good but for what is given. */
export function makeToken({ alg = 'HS256', kid, key, claims = {} }: TokenParts = {}): Promise<string> {
  const good = { iss: ISSUER, aud: AUDIENCE, sub: 'alice', exp: inSeconds(3600) };
  // A test may put anything into a claim; a claim that is undefined vanishes when it is written as JSON.
  return new SignJWT({ ...good, ...claims } as JWTPayload)
    .setProtectedHeader({ alg, ...(kid !== undefined && { kid }) })
    .sign(key ?? new TextEncoder().encode(SECRET));
}
