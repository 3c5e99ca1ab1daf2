const KEY = 'access-token';

/** The token that the visitor gave, for as long as this tab is open; null on a server that asks for none. */
export function accessToken(): string | null {
  return sessionStorage.getItem(KEY);
}

/** Keeps a token for the requests to come. */
export function keepAccessToken(token: string): void {
  sessionStorage.setItem(KEY, token.trim());
}
