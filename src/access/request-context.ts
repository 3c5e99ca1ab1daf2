import type { HeldRoom } from '../load/held-room.js';
import type { OwnerScope } from '../persistence/owner-scope.js';

/** What a resolver knows about the request that it serves. */
export interface RequestContext {
  readonly scope: OwnerScope;
  /** Aborts when the client leaves before it was answered. */
  readonly signal: AbortSignal;
  /** What the body of the request takes of the room for uploads. */
  readonly heldRoom: HeldRoom;
}
