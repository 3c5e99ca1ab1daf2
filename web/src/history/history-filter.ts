import type {
  AnalysisStatus,
  HistoryPageQueryVariables,
  ThumbnailHistoryOrder,
} from '../api/operations.generated.js';
import { replaceSearch, useSearch } from '../page/route.js';

/** What the history is narrowed to, as the address gives it; empty means everything. */
export interface HistoryFilter {
  readonly text: string;
  readonly status: string;
  readonly score: string;
  readonly order: string;
}

export const STATUSES: readonly AnalysisStatus[] = ['COMPLETE', 'MEASURED', 'PARTIAL'];

/** Ranges of the score: the thirds in which the demo colours it, too. */
export const SCORE_RANGES = {
  low: { label: '0 to 33', min: 0, max: 33 },
  middle: { label: '34 to 66', min: 34, max: 66 },
  high: { label: '67 to 100', min: 67, max: 100 },
} as const;

export const ORDERS: Readonly<Record<ThumbnailHistoryOrder, string>> = {
  NEWEST_FIRST: 'Newest',
  OLDEST_FIRST: 'Oldest',
  HIGHEST_SCORE_FIRST: 'Best',
  LOWEST_SCORE_FIRST: 'Worst',
};

const NAMES = ['text', 'status', 'score', 'order'] as const;

/** The filter in the address, and how to change a part of it. */
export function useHistoryFilter(): [HistoryFilter, (change: Partial<HistoryFilter>) => void] {
  const search = new URLSearchParams(useSearch());
  const read = (name: (typeof NAMES)[number]) => search.get(name) ?? '';
  const filter = { text: read('text'), status: read('status'), score: read('score'), order: read('order') };
  const change = (part: Partial<HistoryFilter>) => {
    const next = { ...filter, ...part };
    replaceSearch(new URLSearchParams(NAMES.flatMap((name) => (next[name] ? [[name, next[name]]] : []))));
  };
  return [filter, change];
}

/** The same as the server wants it; what it does not know is left out. */
export function toVariables({ text, status, score, order }: HistoryFilter): HistoryPageQueryVariables {
  const words = text.trim();
  const range = Object.entries(SCORE_RANGES).find(([name]) => name === score)?.[1];
  const wanted = STATUSES.find((known) => known === status);
  return {
    filter: {
      ...(words ? { text: words } : {}),
      ...(wanted ? { status: wanted } : {}),
      ...(range ? { score: { min: range.min, max: range.max } } : {}),
    },
    orderBy: isOrder(order) ? order : 'NEWEST_FIRST',
  };
}

function isOrder(order: string): order is ThumbnailHistoryOrder {
  return Object.hasOwn(ORDERS, order);
}
