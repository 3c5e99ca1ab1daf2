import { useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import type { Deletion, Deletions } from './deletions.js';
import { focusHeading } from './focus-heading.js';
import { RefusalNotice } from './refusal-notice.js';

/** What was just deleted, with the way back; and what could not be deleted. */
export function UndoToasts({ deletions }: { readonly deletions: Deletions }) {
  const { shown } = useSyncExternalStore(deletions.subscribe, deletions.snapshot);
  return (
    <div className="toasts" role="status">
      {shown.map((deletion) => (
        <Toast key={deletion.id} deletion={deletion} deletions={deletions} />
      ))}
    </div>
  );
}

function Toast({ deletion, deletions }: { readonly deletion: Deletion; readonly deletions: Deletions }) {
  const { id, name, refusal } = deletion;
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const undo = button.current;
    // The button that deleted it is gone with its card: the focus would fall to the top of the page.
    undo?.focus({ preventScroll: true });
    return () => {
      if (document.activeElement === undo) focusHeading();
    };
  }, []);
  return (
    <div className="toast">
      {refusal ? (
        <RefusalNotice refusal={refusal} onRetry={() => deletions.start(id, name)} />
      ) : (
        <p>
          <bdi>{name}</bdi> deleted
        </p>
      )}
      <button type="button" ref={button} onClick={() => deletions.undo(id)}>
        {refusal ? 'Leave it' : 'Undo'}
      </button>
    </div>
  );
}
