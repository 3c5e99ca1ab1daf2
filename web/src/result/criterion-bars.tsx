import type { ResultFragment } from '../api/operations.generated.js';

type Criterion = ResultFragment['criteria'][number];

interface Props {
  readonly criteria: readonly Criterion[];
  readonly labelOf: (criterion: string) => string;
}

/** Every criterion with its score, what was measured and what was judged apart, and the reason. */
export function CriterionBars({ criteria, labelOf }: Props) {
  const wasJudged = criteria.some(({ judged }) => judged !== null);
  return (
    <>
      {wasJudged && (
        <p className="legend" aria-hidden="true">
          <span className="legend-measured">measured</span>
          <span className="legend-judged">judged</span>
        </p>
      )}
      <ul className="criteria">
        {criteria.map(({ criterion, score, measured, judged, effectiveWeight, reason, unstable }) => (
          <li key={criterion} className="criterion" data-unscored={score === null || undefined}>
            <div className="criterion-name">
              <h3>{labelOf(criterion)}</h3>
              {effectiveWeight > 0 && (
                <p className="quiet">{Math.round(effectiveWeight * 100)} % of the score</p>
              )}
            </div>
            <p className="criterion-score">
              {score ?? '–'}
              <span className="visually-hidden">{score === null ? ' not scored' : ' of 100'}</span>
            </p>
            <div className="criterion-halves">
              <Half kind="measured" value={measured} />
              {wasJudged && <Half kind="judged" value={judged} />}
            </div>
            <p className="criterion-reason">
              {reason} {unstable && 'The model contradicted itself here: do not rely on it.'}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}

function Half({ kind, value }: { readonly kind: 'measured' | 'judged'; readonly value: number | null }) {
  return (
    <p className={`half half-${kind}`}>
      <span className="visually-hidden">{kind} </span>
      <span className="half-track" aria-hidden="true">
        {value !== null && <span className="half-value" style={{ inlineSize: `${value}%` }} />}
      </span>
      <span className="half-number">
        {value ?? '–'}
        {value === null && <span className="visually-hidden">not {kind}</span>}
      </span>
    </p>
  );
}
