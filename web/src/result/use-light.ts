import { useState } from 'react';
import type { BoxFragment, ResultFragment } from '../api/operations.generated.js';

type Finding = ResultFragment['findings'][number];

/** Which part of the picture is lit. */
export interface Light {
  readonly region: BoxFragment | null;
  /** The rule whose finding stays lit. */
  readonly pinned: string | null;
  pin(rule: string | null): void;
  /** Lights a part while pointer or focus is on what it belongs to; null leaves what is pinned. */
  hover(region: BoxFragment | null): void;
}

/** Lights one part of the picture: what is looked at right now, else the finding that was pinned. */
export function useLight(findings: readonly Finding[]): Light {
  const [hovered, hover] = useState<BoxFragment | null>(null);
  const [pinned, pin] = useState<string | null>(null);
  const region = hovered ?? findings.find(({ rule }) => rule === pinned)?.region ?? null;
  return { region, pinned, pin, hover };
}
