import type { ApolloClient } from '@apollo/client';
import { print } from 'graphql';
import { GRAPHQL_PATH } from '../api/graphql-client.js';
import { DeleteThumbnailDocument } from '../api/operations.generated.js';
import { type Refusal, refusalOf } from '../api/refusal.js';
import { requestHeaders } from '../api/request-headers.js';

/** How long a deletion can be undone, in milliseconds. */
const UNDO_MS = 6000;

/** A thumbnail that is hidden, and deleted only when its time has run out. */
export interface Deletion {
  readonly id: string;
  readonly name: string;
  /** Why the server did not delete it; the thumbnail is shown again then. */
  readonly refusal?: Refusal;
}

/** Everything that a view has to know; a new object with every change. */
interface Snapshot {
  readonly shown: readonly Deletion[];
  /** Ids that no list shows: waiting for deletion, or deleted. */
  readonly hidden: ReadonlySet<string>;
}

/** Deletions that can be undone for some seconds, and are sent when the time is over or the visitor leaves. */
export class Deletions {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  readonly #listeners = new Set<() => void>();
  #snapshot: Snapshot = { shown: [], hidden: new Set() };

  constructor(private readonly client: ApolloClient) {}

  readonly snapshot = (): Snapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Hides a thumbnail, and deletes it unless the user undoes that. */
  start(id: string, name: string): void {
    // Else the first of two timers would go on after the second was taken back.
    clearTimeout(this.#timers.get(id));
    this.#timers.set(
      id,
      setTimeout(() => void this.#send(id, name), UNDO_MS),
    );
    this.#change(id, { deletion: { id, name }, isHidden: true });
  }

  /** Brings a thumbnail back to its place, or takes a refusal off the screen. */
  undo(id: string): void {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    this.#change(id, { isHidden: false });
  }

  /** Sends what waits when the page is left: it may never come back. Returns how to stop watching for that. */
  sendOnLeaving(): () => void {
    const send = () => {
      for (const [id, timer] of this.#timers) {
        clearTimeout(timer);
        const body = JSON.stringify({ query: print(DeleteThumbnailDocument), variables: { id } });
        const headers = { ...requestHeaders(), 'Content-Type': 'application/json' };
        // Apollo's own path takes turns of the event loop that a closing page no longer has.
        void fetch(GRAPHQL_PATH, { method: 'POST', body, headers, keepalive: true });
        this.#change(id, { isHidden: true });
      }
      this.#timers.clear();
    };
    addEventListener('pagehide', send);
    return () => removeEventListener('pagehide', send);
  }

  async #send(id: string, name: string): Promise<void> {
    this.#timers.delete(id);
    this.#change(id, { isHidden: true });
    try {
      await this.client.mutate({ mutation: DeleteThumbnailDocument, variables: { id } });
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code !== 'NOT_FOUND') {
        this.#change(id, { deletion: { id, name, refusal }, isHidden: false });
        return;
      }
    }
    const { cache } = this.client;
    const key = cache.identify({ __typename: 'Thumbnail', id });
    if (key) cache.evict({ id: key });
    cache.gc();
  }

  #change(id: string, { deletion, isHidden }: { deletion?: Deletion; isHidden: boolean }): void {
    const others = this.#snapshot.shown.filter((shown) => shown.id !== id);
    const hidden = new Set(this.#snapshot.hidden);
    if (isHidden) hidden.add(id);
    else hidden.delete(id);
    this.#snapshot = { shown: deletion ? [...others, deletion] : others, hidden };
    for (const listener of this.#listeners) listener();
  }
}
