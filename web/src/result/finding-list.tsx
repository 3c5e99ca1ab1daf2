import type { ResultFragment, Severity } from '../api/operations.generated.js';
import type { Light } from './use-light.js';

type Finding = ResultFragment['findings'][number];

interface Props {
  readonly findings: readonly Finding[];
  readonly labelOf: (criterion: string) => string;
  readonly light: Light;
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  CRITICAL: 'Critical',
  MAJOR: 'Major',
  MINOR: 'Minor',
};

/** The findings, the most helpful one to fix first; each shows its place while pointer or focus is on it. */
export function FindingList({ findings, labelOf, light }: Props) {
  if (findings.length === 0) return <p className="quiet">No rule took points off.</p>;
  return (
    <ol className="findings">
      {findings.map(({ rule, criterion, severity, message, suggestion, region }) => {
        const isPinned = light.pinned === rule;
        const look = () => light.hover(region);
        const leave = () => light.hover(null);
        return (
          <li key={rule} onPointerEnter={look} onPointerLeave={leave} onFocus={look} onBlur={leave}>
            <p className="finding-tags">
              <span className="severity" data-severity={severity}>
                {SEVERITY_WORDS[severity]}
              </span>
              <span className="quiet">{labelOf(criterion)}</span>
            </p>
            <p className="finding-message">{message}</p>
            <p className="finding-suggestion">{suggestion}</p>
            {region && (
              <button
                type="button"
                className="quiet-button"
                aria-pressed={isPinned}
                aria-label={`Show where: ${message}`}
                onClick={() => light.pin(isPinned ? null : rule)}
              >
                Show where
              </button>
            )}
          </li>
        );
      })}
    </ol>
  );
}
