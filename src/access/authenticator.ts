import { LOCAL_OWNER } from './local-owner.js';

/** Tells who asks. */
export interface Authenticator {
  /** False where nobody has to say who they are. */
  readonly needsToken: boolean;

  /**
   * The owner in whose name a request with that Authorization header is served.
   * @throws AppError UNAUTHENTICATED, or SERVER_BUSY when the keys that verify tokens are out of reach.
   */
  authenticate(authorization: string | undefined): Promise<string>;
}

/** AUTH=none: whoever reaches the server is its one owner. */
export const everybodyIsLocal: Authenticator = {
  needsToken: false,
  authenticate: async () => LOCAL_OWNER,
};
