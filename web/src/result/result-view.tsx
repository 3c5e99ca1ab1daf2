import { useQuery } from '@apollo/client/react';
import { useSyncExternalStore } from 'react';
import { ThumbnailResultDocument, type ThumbnailResultQuery } from '../api/operations.generated.js';
import { refusalOf } from '../api/refusal.js';
import type { Deletions } from '../page/deletions.js';
import { fileSize } from '../page/file-size.js';
import { Loading } from '../page/loading.js';
import { Moment } from '../page/moment.js';
import { NothingHere } from '../page/nothing-here.js';
import { Page } from '../page/page.js';
import { RefusalNotice } from '../page/refusal-notice.js';
import { navigate, paths } from '../page/route.js';
import { CriterionBars } from './criterion-bars.js';
import { EvidencePicture } from './evidence-picture.js';
import { FindingList } from './finding-list.js';
import { JudgeNotes } from './judge-notes.js';
import { PartialNotice } from './partial-notice.js';
import { ScoreDial } from './score-dial.js';
import { SmallSizes } from './small-sizes.js';
import { useLight } from './use-light.js';

type ShownThumbnail = NonNullable<ThumbnailResultQuery['thumbnail']>;

interface Props {
  readonly id: string;
  readonly deletions: Deletions;
}

/** The newest result of one thumbnail. */
export function ResultView({ id, deletions }: Props) {
  const { shown: deleted } = useSyncExternalStore(deletions.subscribe, deletions.snapshot);
  const { data, error, refetch } = useQuery(ThumbnailResultDocument, { variables: { id } });
  if (error) return <Unreachable error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (!data.thumbnail) return <NothingHere />;
  const thumbnail = data.thumbnail;
  const isOnItsWayOut = deleted.some((deletion) => deletion.id === id && !deletion.refusal);
  const remove = () => {
    deletions.start(id, thumbnail.latestAnalysis.title ?? thumbnail.filename);
    navigate(paths.history);
  };
  return <Shown thumbnail={thumbnail} onDelete={isOnItsWayOut ? undefined : remove} />;
}

function Shown({
  thumbnail,
  onDelete,
}: {
  readonly thumbnail: ShownThumbnail;
  /** Absent while its deletion can still be undone. */
  readonly onDelete: (() => void) | undefined;
}) {
  const { latestAnalysis: result, filename, width, height, format, bytes, createdAt } = thumbnail;
  const light = useLight(result.findings);
  const labelOf = (key: string) =>
    result.rubric?.criteria.find(({ criterion }) => criterion === key)?.label ?? key;

  return (
    <Page
      title={result.title ?? filename}
      aside={
        onDelete ? (
          <button type="button" className="quiet-button" onClick={onDelete}>
            Delete
          </button>
        ) : (
          <span className="quiet">About to be deleted</span>
        )
      }
    >
      <p className="quiet facts">
        {result.title && <span dir="auto">{filename}</span>}
        <span>
          {width}×{height}
        </span>
        <span>{format}</span>
        <span>{fileSize(bytes)}</span>
        <Moment at={createdAt} withTime />
        {result.audience && (
          <span>
            for <bdi>{result.audience}</bdi>
          </span>
        )}
      </p>
      <div className="result">
        <div className="result-picture">
          <EvidencePicture thumbnail={thumbnail} result={result} lit={light.region} />
        </div>
        <section className="result-score" aria-label="Score">
          <ScoreDial result={result} />
          {result.judgement && <p className="summary">{result.judgement.summary}</p>}
          <PartialNotice result={result} />
        </section>
        <section className="result-findings" aria-labelledby="findings">
          <h2 id="findings">What to change first</h2>
          <FindingList findings={result.findings} labelOf={labelOf} light={light} />
        </section>
      </div>
      <section aria-labelledby="criteria">
        <h2 id="criteria">Criteria</h2>
        <CriterionBars criteria={result.criteria} labelOf={labelOf} />
      </section>
      {result.judgement && <JudgeNotes judgement={result.judgement} />}
      <SmallSizes address={result.smallSizesUrl} />
    </Page>
  );
}

function Unreachable({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <Page title="This result cannot be shown">
      <RefusalNotice refusal={refusalOf(error)} onRetry={onRetry} />
    </Page>
  );
}
