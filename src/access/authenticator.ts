import { LOCAL_OWNER } from './local-owner.js';

/** Finds the owner of a request. */
export interface Authenticator {
  /** False without authentication. */
  readonly needsToken: boolean;

  /**
   * The owner in whose name a request with that Authorization header is served.
   * @throws AppError UNAUTHENTICATED, or SERVER_BUSY when the keys that verify tokens cannot be fetched.
   */
  authenticate(authorization: string | undefined): Promise<string>;
}

/** AUTH=none: every client that reaches the server is the one owner. */
export const everybodyIsLocal: Authenticator = {
  needsToken: false,
  authenticate: async () => LOCAL_OWNER,
};
