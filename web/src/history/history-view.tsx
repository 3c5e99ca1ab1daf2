import { useSyncExternalStore } from 'react';
import type { Deletions } from '../page/deletions.js';
import { Link } from '../page/link.js';
import { Page } from '../page/page.js';
import { MAX_COMPARED, paths } from '../page/route.js';
import { toVariables, useHistoryFilter } from './history-filter.js';
import { HistoryFilters } from './history-filters.js';
import { HistoryGrid } from './history-grid.js';
import { ScoreLine } from './score-line.js';

interface Props {
  readonly deletions: Deletions;
  /** Ids of what is to be compared. */
  readonly marked: readonly string[];
  readonly onMarked: (ids: readonly string[]) => void;
}

/** All thumbnails, with what narrows them and how their scores went. */
export function HistoryView({ deletions, marked, onMarked }: Props) {
  const { hidden } = useSyncExternalStore(deletions.subscribe, deletions.snapshot);
  const [filter, changeFilter] = useHistoryFilter();
  const compared = marked.filter((id) => !hidden.has(id));
  const variables = toVariables(filter);
  const mark = (id: string, isMarked: boolean) =>
    onMarked(isMarked ? [...compared, id].slice(-MAX_COMPARED) : compared.filter((other) => other !== id));

  return (
    <Page title="History">
      <ScoreLine filter={variables.filter} hidden={hidden} />
      <HistoryFilters filter={filter} onChange={changeFilter} />
      <HistoryGrid
        variables={variables}
        hidden={hidden}
        marked={compared}
        onMark={mark}
        onDelete={({ id, filename, latestAnalysis }) => deletions.start(id, latestAnalysis.title ?? filename)}
      />
      {compared.length > 0 && (
        <div className="compare-bar">
          {compared.length === 1 ? (
            <p>Mark one or two more to compare them</p>
          ) : (
            <Link href={paths.compare(compared)} className="button primary">
              Compare {compared.length} thumbnails
            </Link>
          )}
          <button type="button" className="quiet-button" onClick={() => onMarked([])}>
            Clear
          </button>
        </div>
      )}
    </Page>
  );
}
