import { accessToken } from './access-token.js';

/** What every request to the API carries. */
export function requestHeaders(): Record<string, string> {
  const token = accessToken();
  return {
    // Uploads are refused without it: it keeps other sites from sending them in a visitor's name.
    'Apollo-Require-Preflight': 'true',
    // Apollo Client reads codes out of refusals above status 299 only when they have this type.
    Accept: 'application/graphql-response+json, application/json;q=0.9',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}
