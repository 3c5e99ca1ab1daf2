import { useQuery } from '@apollo/client/react';
import { RecentScoresDocument, type ThumbnailHistoryFilter } from '../api/operations.generated.js';
import { Moment } from '../page/moment.js';
import { STATUS_WORDS } from '../result/status-words.js';
import { type ScorePoint, scoreRuns } from './score-runs.js';
import { scoreSummary } from './score-summary.js';

interface Props {
  readonly filter: ThumbnailHistoryFilter | null | undefined;
  readonly hidden: ReadonlySet<string>;
}

/** As many as one page of the API holds. */
const NEWEST = 100;
const WIDTH = 960;
const HEIGHT = 160;
const EDGE = 8;

/** The newest scores in the order of their upload; the line breaks where they cannot be compared. */
export function ScoreLine({ filter, hidden }: Props) {
  // Its list has other fields than the grid's, and the cache would take both for one.
  const { data, previousData, error } = useQuery(RecentScoresDocument, {
    variables: { first: NEWEST, filter: filter ?? null },
    fetchPolicy: 'no-cache',
  });
  const list = (data ?? previousData)?.thumbnailHistory;
  if (!list && !error) return <Placeholder />;
  const points = (list?.edges ?? [])
    .map(({ node }): ScorePoint => ({ ...node.latestAnalysis, id: node.id, createdAt: node.createdAt }))
    .filter(({ id }) => !hidden.has(id))
    .reverse();
  const [first] = points;
  const last = points.at(-1);
  const runs = scoreRuns(points);
  if (!first || !last || points.length < 2) return null;

  const x = (position: number) => EDGE + (position / (points.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (score: number) => EDGE + (1 - score / 100) * (HEIGHT - 2 * EDGE);

  return (
    <figure className="score-line">
      <div className="score-line-plot">
        <div className="score-line-scale" aria-hidden="true">
          <span>100</span>
          <span>50</span>
          <span>0</span>
        </div>
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={scoreSummary(points)}
        >
          {[0, 50, 100].map((score) => (
            <line key={score} x1="0" x2={WIDTH} y1={y(score)} y2={y(score)} className="score-line-grid" />
          ))}
          {runs.map(({ status, points: run }) => (
            <g key={run[0]?.id} data-status={status}>
              <polyline points={run.map(({ position, score }) => `${x(position)},${y(score)}`).join(' ')} />
              {run.map(({ id, position, score }) => (
                // A line of no length with round ends stays round, however the drawing is stretched.
                <path key={id} d={`M${x(position)} ${y(score)}h0`} className="score-line-point" />
              ))}
            </g>
          ))}
        </svg>
      </div>
      <figcaption>
        <Moment at={first.createdAt} />
        <span className="score-line-kinds">
          {[...new Set(runs.map(({ status }) => status))].map((status) => (
            <span key={status} data-status={status}>
              {STATUS_WORDS[status]}
            </span>
          ))}
        </span>
        <Moment at={last.createdAt} />
      </figcaption>
    </figure>
  );
}

/** As high as the line, so that nothing below it jumps when it is there. */
function Placeholder() {
  return (
    <figure className="score-line" aria-hidden="true">
      <div className="score-line-plot">
        <svg />
      </div>
      <figcaption>
        <span className="score-line-kinds">&nbsp;</span>
        <span>&nbsp;</span>
      </figcaption>
    </figure>
  );
}
