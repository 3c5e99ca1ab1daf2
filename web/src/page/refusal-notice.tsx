import { useEffect, useState } from 'react';
import type { Refusal } from '../api/refusal.js';
import { REFUSAL_ADVICE } from '../api/refusal-advice.js';
import { TokenField } from './token-field.js';

interface Props {
  readonly refusal: Refusal;
  /** Asks again; absent where there is nothing to ask. */
  readonly onRetry?: (() => void) | undefined;
}

/** Says why something was refused and what to do, and offers to try again where that can help. */
export function RefusalNotice({ refusal, onRetry }: Props) {
  const { what, todo, mayTryAgain, hasDetail } = REFUSAL_ADVICE[refusal.code];
  const secondsLeft = useSecondsLeft(refusal);
  useRetryWhenOnline(refusal.code === 'OFFLINE' ? onRetry : undefined);

  return (
    <div className="notice" data-code={refusal.code}>
      <div role="alert">
        <p className="notice-what">{what}</p>
        {hasDetail && refusal.detail && <p>{refusal.detail}</p>}
        <p>{todo}</p>
      </div>
      {refusal.code === 'UNAUTHENTICATED' && onRetry && <TokenField onKept={onRetry} />}
      {mayTryAgain && onRetry && (
        <button type="button" onClick={onRetry} disabled={secondsLeft > 0}>
          {secondsLeft > 0 ? `Try again in ${secondsLeft} s` : 'Try again'}
        </button>
      )}
    </div>
  );
}

/** Counts down from `retryAfter`, and starts again with each refusal. */
function useSecondsLeft(refusal: Refusal): number {
  const [counted, setCounted] = useState({ refusal, passed: 0 });
  const passed = counted.refusal === refusal ? counted.passed : 0;
  const left = Math.max(0, (refusal.retryAfter ?? 0) - passed);
  useEffect(() => {
    if (left === 0) return;
    const timer = setTimeout(() => setCounted({ refusal, passed: passed + 1 }), 1000);
    return () => clearTimeout(timer);
  }, [refusal, passed, left]);
  return left;
}

function useRetryWhenOnline(onRetry: (() => void) | undefined): void {
  useEffect(() => {
    if (!onRetry) return;
    window.addEventListener('online', onRetry);
    return () => window.removeEventListener('online', onRetry);
  }, [onRetry]);
}
