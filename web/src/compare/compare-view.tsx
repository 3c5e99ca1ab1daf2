import { skipToken, useQuery } from '@apollo/client/react';
import { ThumbnailResultDocument } from '../api/operations.generated.js';
import { refusalOf } from '../api/refusal.js';
import { Link } from '../page/link.js';
import { Loading } from '../page/loading.js';
import { NothingHere } from '../page/nothing-here.js';
import { Page } from '../page/page.js';
import { RefusalNotice } from '../page/refusal-notice.js';
import { paths } from '../page/route.js';
import { ScoreDial } from '../result/score-dial.js';
import { CriterionDifferences } from './criterion-differences.js';
import { partsOfTotal } from './difference.js';

/** Letters by which the pictures are told apart in the table. */
const LETTERS = ['A', 'B', 'C'];

/** Two or three results side by side. */
export function CompareView({ ids }: { readonly ids: readonly string[] }) {
  const answers = [useResult(ids[0]), useResult(ids[1]), useResult(ids[2])].slice(0, ids.length);
  const failed = answers.find(({ error }) => error);
  if (failed) {
    const retry = () => answers.forEach(({ refetch }) => void refetch());
    return (
      <Page title="These results cannot be shown">
        <RefusalNotice refusal={refusalOf(failed.error)} onRetry={retry} />
      </Page>
    );
  }
  if (answers.some(({ data }) => !data)) return <Loading />;
  const thumbnails = answers.flatMap(({ data }) => (data?.thumbnail ? [data.thumbnail] : []));
  if (thumbnails.length < 2) return <NothingHere />;
  const compared = thumbnails.map((thumbnail, i) => ({
    letter: LETTERS[i] ?? '',
    thumbnail,
    result: thumbnail.latestAnalysis,
  }));
  const areAlike = new Set(compared.map(({ result }) => partsOfTotal(result))).size === 1;

  return (
    <Page title="Side by side">
      {!areAlike && (
        <p className="notice">
          These scores are not made of the same parts, so the totals cannot be compared. A criterion shows a
          difference where its parts are the same, or the difference of the measured halves only.
        </p>
      )}
      <ol className="compared" data-count={compared.length}>
        {compared.map(({ letter, thumbnail, result }) => (
          <li key={thumbnail.id}>
            <h2>
              <span className="letter">{letter}</span>
              <Link href={paths.result(thumbnail.id)} dir="auto">
                {thumbnail.filename}
              </Link>
            </h2>
            <div className="evidence-frame" style={{ aspectRatio: '16 / 9' }}>
              <img src={thumbnail.largePictureUrl} alt={`Thumbnail ${thumbnail.filename}`} />
            </div>
            <ScoreDial result={result} />
          </li>
        ))}
      </ol>
      <section aria-labelledby="first-changes">
        <h2 id="first-changes">What to change first</h2>
        <ul className="first-changes">
          {compared.map(({ letter, thumbnail, result }) => (
            <li key={thumbnail.id}>
              <span className="letter">{letter}</span>
              {result.findings[0]?.suggestion ?? 'No rule took points off.'}
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="differences">
        <h2 id="differences">Criterion by criterion</h2>
        <CriterionDifferences compared={compared} areAlike={areAlike} />
      </section>
    </Page>
  );
}

function useResult(id: string | undefined) {
  return useQuery(ThumbnailResultDocument, id === undefined ? skipToken : { variables: { id } });
}
