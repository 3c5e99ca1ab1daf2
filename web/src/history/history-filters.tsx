import { useEffect, useRef, useState } from 'react';
import { STATUS_WORDS } from '../result/status-words.js';
import { type HistoryFilter, ORDERS, SCORE_RANGES, STATUSES } from './history-filter.js';

interface Props {
  readonly filter: HistoryFilter;
  readonly onChange: (change: Partial<HistoryFilter>) => void;
}

/** Typing is over when nothing came for so long, in milliseconds. */
const TYPING_PAUSE_MS = 250;

/** The fields that narrow and sort the history. */
export function HistoryFilters({ filter, onChange }: Props) {
  const typing = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What is not in the filter yet; null when all is, so that the field follows the address. */
  const [typed, setTyped] = useState<string | null>(null);
  useEffect(() => () => clearTimeout(typing.current), []);
  const search = (text: string) => {
    clearTimeout(typing.current);
    setTyped(text);
    typing.current = setTimeout(() => {
      setTyped(null);
      onChange({ text });
    }, TYPING_PAUSE_MS);
  };
  return (
    <search className="filters">
      <label>
        Title or file
        <input
          type="search"
          maxLength={200}
          value={typed ?? filter.text}
          onChange={({ target }) => search(target.value)}
        />
      </label>
      <label>
        Kind
        <select value={filter.status} onChange={({ target }) => onChange({ status: target.value })}>
          <option value="">All</option>
          {STATUSES.map((status) => (
            <option key={status} value={status}>
              {STATUS_WORDS[status]}
            </option>
          ))}
        </select>
      </label>
      <label>
        Score
        <select value={filter.score} onChange={({ target }) => onChange({ score: target.value })}>
          <option value="">All</option>
          {Object.entries(SCORE_RANGES).map(([name, { label }]) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <label>
        Order
        <select
          value={filter.order || 'NEWEST_FIRST'}
          onChange={({ target }) => onChange({ order: target.value === 'NEWEST_FIRST' ? '' : target.value })}
        >
          {Object.entries(ORDERS).map(([order, label]) => (
            <option key={order} value={order}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </search>
  );
}
