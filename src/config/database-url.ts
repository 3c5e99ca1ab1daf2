import { resolve } from 'node:path';

/** Where the data lives, told apart by engine. */
export type DatabaseAddress =
  | { readonly engine: 'sqlite'; readonly file: string }
  | { readonly engine: 'mysql'; readonly url: string; readonly name: string };

/** Reads an address that the configuration has already checked. */
export function parseDatabaseUrl(url: string): DatabaseAddress {
  if (url.startsWith('sqlite:')) return { engine: 'sqlite', file: resolve(url.slice('sqlite:'.length)) };
  return { engine: 'mysql', url, name: decodeURIComponent(new URL(url).pathname.slice(1)) };
}
