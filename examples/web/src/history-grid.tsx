import { useQuery } from '@apollo/client/react';
import { useEffect, useRef } from 'react';
import { HistoryCard } from './history-card.js';
import { Link } from './link.js';
import { Loading } from './loading.js';
import {
  type HistoryCardFragment,
  HistoryPageDocument,
  type HistoryPageQueryVariables,
} from './operations.generated.js';
import { refusalOf } from './refusal.js';
import { RefusalNotice } from './refusal-notice.js';
import { paths } from './route.js';

interface Props {
  readonly variables: HistoryPageQueryVariables;
  readonly hidden: ReadonlySet<string>;
  readonly marked: readonly string[];
  readonly onMark: (id: string, isMarked: boolean) => void;
  readonly onDelete: (thumbnail: HistoryCardFragment) => void;
}

const PAGE = 24;
/** The next page is fetched when its place is this near, so that nobody who scrolls has to wait. */
const NEAR = '600px';

/** The thumbnails as a grid that goes on as far as one scrolls. */
export function HistoryGrid({ variables, hidden, marked, onMark, onDelete }: Props) {
  const answer = useQuery(HistoryPageDocument, { variables: { first: PAGE, ...variables } });
  const { error, fetchMore, refetch, loading } = answer;
  // While another filter is on its way the cards of the last one stay, so that the page does not jump.
  const list = (answer.data ?? answer.previousData)?.thumbnailHistory;
  const shown = (list?.edges ?? []).map(({ node }) => node).filter(({ id }) => !hidden.has(id));
  const { hasNextPage, endCursor } = list?.pageInfo ?? {};
  const more = () => {
    // A failure is in `error`, which is shown.
    void fetchMore({ variables: { after: endCursor ?? null } }).catch(() => {});
  };

  if (!list)
    return error ? <RefusalNotice refusal={refusalOf(error)} onRetry={() => void refetch()} /> : <Loading />;
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
      {error && <RefusalNotice refusal={refusalOf(error)} onRetry={more} />}
      {hasNextPage && !error && <MoreButton key={endCursor} onReached={more} />}
    </section>
  );
}

/** Fetches the next page when it comes near, or when it is pressed. */
function MoreButton({ onReached }: { readonly onReached: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const reach = useRef(onReached);
  useEffect(() => {
    if (!button.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) reach.current();
      },
      { rootMargin: NEAR },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button type="button" ref={button} onClick={onReached} className="more">
      Show more
    </button>
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
