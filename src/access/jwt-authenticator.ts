import { errors, type JWTVerifyOptions, jwtVerify } from 'jose';
import type { Logger } from 'pino';
import { AppError, ErrorCode } from '../errors/app-error.js';
import type { Authenticator } from './authenticator.js';
import { subjectSchema } from './subject.js';
import { type JwtSettings, type TokenKeys, tokenKeys } from './token-keys.js';

/** RFC 6750: the scheme in any case, then a token. */
const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** AUTH=jwt: the owner is the subject of a token that one of our keys verifies. */
export class JwtAuthenticator implements Authenticator {
  readonly needsToken = true;
  readonly #keys: TokenKeys;
  readonly #options: JWTVerifyOptions;

  constructor({ key, issuer, audience, clockSkewSeconds }: JwtSettings, log: Logger) {
    this.#keys = tokenKeys(key, log);
    this.#options = {
      algorithms: [...this.#keys.algorithms],
      issuer,
      audience,
      clockTolerance: clockSkewSeconds,
      // Without an expiry, a stolen token would stay valid without end.
      requiredClaims: ['exp', 'sub'],
    };
  }

  async authenticate(authorization: string | undefined): Promise<string> {
    if (authorization === undefined) {
      throw unauthenticated('This server needs a token: send the header "Authorization: Bearer <token>".');
    }
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined)
      throw unauthenticated('The Authorization header must have the form "Bearer <token>".');
    const subject = subjectSchema.safeParse(await this.#verifiedSubject(token));
    if (subject.success) return subject.data;
    throw unauthenticated(
      'The token has no usable "sub" claim: it must be 1 to 255 printable ASCII characters.',
    );
  }

  async #verifiedSubject(token: string): Promise<unknown> {
    try {
      const { payload } = await jwtVerify(token, this.#keys.find, this.#options);
      return payload.sub;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthenticated('The token has expired: sign in again.');
      if (error instanceof errors.JOSEError) throw unauthenticated('The token is not valid: sign in again.');
      throw error;
    }
  }
}

/** Without the library's error as a cause: that holds the claims. */
function unauthenticated(message: string): AppError {
  return new AppError(ErrorCode.UNAUTHENTICATED, message);
}
