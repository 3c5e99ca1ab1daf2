import { useQuery } from '@apollo/client/react';
import {
  type HistoryCardFragment,
  HistoryPageDocument,
  type HistoryPageQueryVariables,
} from '../api/operations.generated.js';
import { refusalOf } from '../api/refusal.js';
import { Link } from '../page/link.js';
import { Loading } from '../page/loading.js';
import { RefusalNotice } from '../page/refusal-notice.js';
import { paths } from '../page/route.js';
import { HistoryCard } from './history-card.js';
import { NextPage } from './next-page.js';

interface Props {
  readonly variables: HistoryPageQueryVariables;
  readonly hidden: ReadonlySet<string>;
  readonly marked: readonly string[];
  readonly onMark: (id: string, isMarked: boolean) => void;
  readonly onDelete: (thumbnail: HistoryCardFragment) => void;
}

const PAGE = 24;

/** The thumbnails as a grid that loads more as the user scrolls. */
export function HistoryGrid({ variables, hidden, marked, onMark, onDelete }: Props) {
  const answer = useQuery(HistoryPageDocument, { variables: { first: PAGE, ...variables } });
  const { error, fetchMore, refetch, loading } = answer;
  const current = answer.data?.thumbnailHistory;
  // While another filter loads, the cards of the last one stay, so that the page does not jump.
  const list = current ?? (error ? undefined : answer.previousData?.thumbnailHistory);
  const shown = (list?.edges ?? []).map(({ node }) => node).filter(({ id }) => !hidden.has(id));
  // Only of the requested list: the end of another one would be a hole in this.
  const { hasNextPage, endCursor = null } = current?.pageInfo ?? {};
  // A failure stays in `error`.
  const retry = () => void refetch().catch(() => {});

  if (!list) return error ? <RefusalNotice refusal={refusalOf(error)} onRetry={retry} /> : <Loading />;
  return (
    <section aria-label="Thumbnails" aria-busy={loading}>
      <p role="status" className="visually-hidden">
        {shown.length} thumbnails shown
      </p>
      {shown.length === 0 && !hasNextPage && (
        <Empty isFiltered={Object.keys(variables.filter ?? {}).length > 0} />
      )}
      <ul className="grid">
        {shown.map((thumbnail) => (
          <HistoryCard
            key={thumbnail.id}
            thumbnail={thumbnail}
            isMarked={marked.includes(thumbnail.id)}
            onMark={(isMarked) => onMark(thumbnail.id, isMarked)}
            onDelete={() => onDelete(thumbnail)}
          />
        ))}
      </ul>
      {error && <RefusalNotice refusal={refusalOf(error)} onRetry={retry} />}
      {hasNextPage && (
        <NextPage
          key={`${JSON.stringify(variables)} ${endCursor}`}
          fetchNext={() => fetchMore({ variables: { after: endCursor } })}
        />
      )}
    </section>
  );
}

function Empty({ isFiltered }: { readonly isFiltered: boolean }) {
  return isFiltered ? (
    <p className="empty">No thumbnail fits. Take a condition away to see more.</p>
  ) : (
    <p className="empty">
      Nothing has been analysed yet. <Link href={paths.start}>Analyse a first thumbnail</Link>
    </p>
  );
}
