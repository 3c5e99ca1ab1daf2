import type { ResultFragment } from './operations.generated.js';

interface Compared {
  readonly letter: string;
  readonly result: ResultFragment;
}

interface Props {
  readonly compared: readonly Compared[];
  /** Whether the totals are made of the same parts; else their difference would say nothing. */
  readonly areAlike: boolean;
}

/** The scores of each criterion, and how far each picture is from the first. */
export function CriterionDifferences({ compared, areAlike }: Props) {
  const [first, ...others] = compared;
  if (!first) return null;
  const rows = first.result.criteria.map(({ criterion }) => ({
    key: criterion,
    label: first.result.rubric?.criteria.find((known) => known.criterion === criterion)?.label ?? criterion,
    base: scoreOf(first, criterion),
    scores: others.map((other) => scoreOf(other, criterion)),
  }));
  const total = {
    key: 'total',
    label: 'Score',
    base: first.result.score,
    scores: others.map(({ result }) => result.score),
  };
  return (
    <table className="differences">
      <thead>
        <tr>
          <th scope="col">Criterion</th>
          {compared.map(({ letter }) => (
            <th key={letter} scope="col">
              {letter}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[total, ...rows].map(({ key, label, base, scores }) => (
          <tr key={key} data-total={key === 'total' || undefined}>
            <th scope="row">{label}</th>
            <td>{base ?? '–'}</td>
            {scores.map((score, i) => (
              <td key={others[i]?.letter}>
                {score ?? '–'} {(key !== 'total' || areAlike) && <Difference from={base} to={score} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Difference({ from, to }: { readonly from: number | null; readonly to: number | null }) {
  if (from === null || to === null) return null;
  const points = to - from;
  if (points === 0) return <span className="difference">±0</span>;
  const sign = points > 0 ? '+' : '−';
  return (
    <span className="difference" data-better={points > 0 || undefined}>
      {sign}
      {Math.abs(points)}
    </span>
  );
}

function scoreOf({ result }: Compared, key: string): number | null {
  return result.criteria.find(({ criterion }) => criterion === key)?.score ?? null;
}
