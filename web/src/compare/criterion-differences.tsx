import type { ResultFragment } from '../api/operations.generated.js';
import { type Difference, differenceOf } from './difference.js';

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
  const rows = first.result.criteria.map((base) => ({
    key: base.criterion,
    label:
      first.result.rubric?.criteria.find(({ criterion }) => criterion === base.criterion)?.label ??
      base.criterion,
    base: base.score,
    cells: others.map(({ letter, result }) => {
      const other = result.criteria.find(({ criterion }) => criterion === base.criterion);
      const isSameRubric = result.rubricVersion === first.result.rubricVersion;
      const difference = isSameRubric ? differenceOf(base, other) : null;
      return { letter, score: other?.score, difference };
    }),
  }));
  const total = {
    key: 'total',
    label: 'Score',
    base: first.result.score,
    cells: others.map(({ letter, result: { score } }) => {
      const difference = areAlike ? { points: score - first.result.score, of: 'score' as const } : null;
      return { letter, score, difference };
    }),
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
        {[total, ...rows].map(({ key, label, base, cells }) => (
          <tr key={key} data-total={key === 'total' || undefined}>
            <th scope="row">{label}</th>
            <td>{base ?? '–'}</td>
            {cells.map(({ letter, score, difference }) => (
              <td key={letter}>
                {score ?? '–'} {difference && <Points difference={difference} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Points({ difference: { points, of } }: { readonly difference: Difference }) {
  const sign = points === 0 ? '±' : points > 0 ? '+' : '−';
  return (
    <span className="difference" data-better={points > 0 || undefined}>
      {sign}
      {Math.abs(points)}
      {of === 'measured' && <span className="difference-of">measured</span>}
    </span>
  );
}
