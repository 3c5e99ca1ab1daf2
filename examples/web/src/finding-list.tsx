import { useState } from 'react';
import type { BoxFragment, ResultFragment, Severity } from './operations.generated.js';

type Finding = ResultFragment['findings'][number];

interface Props {
  readonly findings: readonly Finding[];
  readonly labelOf: (criterion: string) => string;
  /** Lights a part of the picture; null puts the light out. */
  readonly onLight: (region: BoxFragment | null) => void;
}

const SEVERITY_WORDS: Readonly<Record<Severity, string>> = {
  CRITICAL: 'Critical',
  MAJOR: 'Major',
  MINOR: 'Minor',
};

/** What fell short, the one whose mending helps most first; each shows its place while pointer or focus is on it. */
export function FindingList({ findings, labelOf, onLight }: Props) {
  const [pinned, setPinned] = useState<string | null>(null);
  const pinnedRegion = findings.find(({ rule }) => rule === pinned)?.region ?? null;
  if (findings.length === 0) return <p className="quiet">No rule took points off.</p>;
  return (
    <ol className="findings">
      {findings.map(({ rule, criterion, severity, message, suggestion, region }) => {
        const light = () => onLight(region);
        const restore = () => onLight(pinnedRegion);
        const pin = () => {
          const isPinned = pinned === rule;
          setPinned(isPinned ? null : rule);
          onLight(isPinned ? null : region);
        };
        return (
          <li key={rule} onPointerEnter={light} onPointerLeave={restore} onFocus={light} onBlur={restore}>
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
                aria-pressed={pinned === rule}
                aria-label={`Show where: ${message}`}
                onClick={pin}
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
