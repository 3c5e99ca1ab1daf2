import { useEffect, useRef, useState } from 'react';
import { type Refusal, refusalOf } from '../api/refusal.js';
import { RefusalNotice } from '../page/refusal-notice.js';

/** The next page is fetched when its place is this near, so that a user who scrolls need not wait. */
const NEAR = '600px';

/** Fetches the next page of a list when it comes near or is asked for, and says why it did not come. */
export function NextPage({ fetchNext }: { readonly fetchNext: () => Promise<unknown> }) {
  // Apollo does not count it as an error of the list, whose other pages are there.
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const reach = () => void fetchNext().catch((error: unknown) => setRefusal(refusalOf(error)));
  // The button is near where the notice was, so it asks again by itself.
  if (refusal) return <RefusalNotice refusal={refusal} onRetry={() => setRefusal(null)} />;
  return <MoreButton onReached={reach} />;
}

function MoreButton({ onReached }: { readonly onReached: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  const reach = useRef(onReached);
  useEffect(() => {
    if (!button.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) reach.current();
      },
      { rootMargin: NEAR },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  }, []);
  return (
    <button type="button" ref={button} onClick={onReached} className="more">
      Show more
    </button>
  );
}
