import { useSyncExternalStore } from 'react';

const BASE = '/app/';
const NAVIGATED = 'navigated';

/** How many results the address of a comparison can hold. */
export const MAX_COMPARED = 3;

/** What a path below /app/ shows. */
export type Route =
  | { readonly view: 'start' | 'history' | 'nothing' }
  | { readonly view: 'result'; readonly id: string }
  | { readonly view: 'compare'; readonly ids: readonly string[] };

/** Addresses of the views; ids need no escaping. */
export const paths = {
  start: BASE,
  history: `${BASE}history`,
  result: (id: string) => `${BASE}t/${id}`,
  compare: (ids: readonly string[]) => `${BASE}compare/${ids.join(',')}`,
};

/** The view that an address names. */
export function parseRoute(pathname: string): Route {
  const [name = '', rest = ''] = pathname.slice(BASE.length).split('/');
  const ids = rest.split(',').filter(Boolean);
  if (name === '') return { view: 'start' };
  if (name === 'history') return { view: 'history' };
  if (name === 't' && ids[0]) return { view: 'result', id: ids[0] };
  if (name === 'compare' && ids.length > 1) return { view: 'compare', ids: ids.slice(0, MAX_COMPARED) };
  return { view: 'nothing' };
}

/** Goes to another view; the way back leads here again. */
export function navigate(path: string): void {
  history.pushState(null, '', path);
  scrollTo(0, 0);
  dispatchEvent(new Event(NAVIGATED));
}

/** Changes what stands behind the question mark, and does not change the history of the browser. */
export function replaceSearch(search: URLSearchParams): void {
  history.replaceState(null, '', search.size > 0 ? `?${search}` : location.pathname);
  dispatchEvent(new Event(NAVIGATED));
}

/** The path where the visitor is. */
export function usePathname(): string {
  return useSyncExternalStore(subscribe, () => location.pathname);
}

/** What stands behind the question mark, with it. */
export function useSearch(): string {
  return useSyncExternalStore(subscribe, () => location.search);
}

function subscribe(onChange: () => void): () => void {
  addEventListener('popstate', onChange);
  addEventListener(NAVIGATED, onChange);
  return () => {
    removeEventListener('popstate', onChange);
    removeEventListener(NAVIGATED, onChange);
  };
}
