import { useState, useSyncExternalStore } from 'react';
import type { Deletions } from './deletions.ts';
import { toVariables, useHistoryFilter } from './history-filter.ts';
import { HistoryFilters } from './history-filters.tsx';
import { HistoryGrid } from './history-grid.tsx';
import { Link } from './link.tsx';
import { Page } from './page.tsx';
import { paths } from './route.ts';
import { ScoreLine } from './score-line.tsx';
import { MAX_UPLOADS } from './upload.ts';

/** All thumbnails, with what narrows them and how their scores went. */
export function HistoryView({ deletions }: { readonly deletions: Deletions }) {
  const { hidden } = useSyncExternalStore(deletions.subscribe, deletions.snapshot);
  const [filter, changeFilter] = useHistoryFilter();
  const [marked, setMarked] = useState<readonly string[]>([]);
  const compared = marked.filter((id) => !hidden.has(id));
  const variables = toVariables(filter);
  const mark = (id: string, isMarked: boolean) =>
    setMarked(isMarked ? [...compared, id].slice(-MAX_UPLOADS) : compared.filter((other) => other !== id));

  return (
    <Page title="History">
      <ScoreLine filter={variables.filter} hidden={hidden} />
      <HistoryFilters filter={filter} onChange={changeFilter} />
      <HistoryGrid
        variables={variables}
        hidden={hidden}
        marked={compared}
        onMark={mark}
        onDelete={({ id, filename }) => deletions.start(id, filename)}
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
          <button type="button" className="quiet-button" onClick={() => setMarked([])}>
            Clear
          </button>
        </div>
      )}
    </Page>
  );
}
