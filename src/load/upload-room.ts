import { AppError, ErrorCode } from '../errors/app-error.js';
import { FREE_BYTES, HeldRoom } from './held-room.js';

const FULL = 'The server is already receiving as many uploads as it accepts at a time';
const FULL_OF_YOURS =
  'The server is already receiving as many uploads from this client as it accepts at a time';
const TOO_SLOW = 'The upload was too slow, and the upload budget of the server is used up';

/**
 * How many bytes of requests may be in memory at once. Only what has arrived takes room, so that none can be reserved.
 * Nothing waits for room: where there is none, one of the uploads that arrive is refused. A sender that stalls is the
 * first, then an upload of a client that holds more than a fair share, then the newest, so that the older ones end.
 */
export class UploadRoom {
  readonly #whole: number;
  readonly #mostOfOne: number;
  /** Those that take room, in the order in which they began to. */
  readonly #parts = new Set<HeldRoom>();
  readonly #heldBy = new Map<string, number>();
  readonly now: () => number;
  #bytes = 0;
  #lastHeldMs = 0;

  /**
   * @param bytes what all clients may hold together
   * @param largestUpload what one of them may always hold; else half of the room, so that no client shuts out the others
   */
  constructor(bytes: number, largestUpload: number, now = () => performance.now()) {
    this.#whole = bytes;
    this.#mostOfOne = Math.max(largestUpload, bytes / 2);
    this.now = now;
  }

  /** What is taken at the moment. */
  get held(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#parts.size, bytes: this.#bytes };
  }

  /**
   * Lets a request in, which takes room as its bytes arrive.
   * @param announced how many will, as far as it says; 0 where it does not
   * @param most how many are kept in memory at most
   * @param refuse ends it when its room goes to another one
   * @throws AppError SERVER_BUSY where it is clear already that they will not fit.
   */
  enter(client: string, announced: number, most: number, refuse: (refusal: AppError) => void): HeldRoom {
    const needed = Math.min(announced, most);
    if (needed > FREE_BYTES) this.#refuseWithoutHope(client, needed);
    return new HeldRoom(this, client, announced, most, refuse);
  }

  #refuseWithoutHope(client: string, bytes: number): void {
    if (this.#promisedTo(client) + bytes > this.#mostOfOne) throw this.#refusal(FULL_OF_YOURS);
    if (this.#bytes + bytes - this.#reclaimable(client, bytes) > this.#whole) throw this.#refusal(FULL);
  }

  /** Takes room for bytes that have arrived, also from others. */
  grow(asking: HeldRoom, bytes: number): void {
    this.#parts.add(asking);
    const isOf = (part: HeldRoom) => part.client === asking.client;
    while (this.#of(asking.client) + bytes > this.#mostOfOne) {
      const arriving = this.#arriving().filter(isOf);
      if (this.#refuseOne(arriving, arriving, asking, FULL_OF_YOURS) === asking) return;
    }
    while (this.#bytes + bytes > this.#whole) {
      const arriving = this.#arriving();
      if (this.#refuseOne(arriving, this.#unfair(asking, bytes), asking, FULL) === asking) return;
    }
    this.#change(asking, bytes);
  }

  /** Takes back what a request has held. */
  release(part: HeldRoom): void {
    if (!this.#parts.delete(part)) return;
    this.#change(part, -part.bytes);
    this.#lastHeldMs = part.heldMs;
  }

  /** Refuses the one that has stalled for longest, or else the newest of some; or else the one that asks. */
  #refuseOne(
    arriving: readonly HeldRoom[],
    some: readonly HeldRoom[],
    asking: HeldRoom,
    because: string,
  ): HeldRoom {
    const [slowest] = arriving.toSorted((a, b) => b.stalledMs - a.stalledMs);
    const stalled = slowest && slowest.stalledMs > 0 ? slowest : undefined;
    const loser = stalled ?? some.at(-1) ?? asking;
    loser.lose(this.#refusal(stalled ? TOO_SLOW : because));
    return loser;
  }

  /**
   * Whose uploads may go for further bytes of one that asks: those above a fair share, where it stays within. Else those
   * of clients that hold more than half as much as it does, itself included: all may have come to about the same share, and
   * then the older ones should end.
   */
  #unfair(asking: HeldRoom, bytes: number): HeldRoom[] {
    const holds = (client: string) => this.#of(client) + (client === asking.client ? bytes : 0);
    const [share, held] = [this.#share(asking.client), holds(asking.client)];
    const limit = held <= share ? share : held / 2;
    return this.#arriving().filter(({ client }) => holds(client) > limit);
  }

  /** What would be taken from others for an upload of that size. */
  #reclaimable(client: string, bytes: number): number {
    const share = this.#share(client);
    const isFair = this.#of(client) + bytes <= share;
    const from = this.#arriving().filter(
      (part) => part.stalledMs > 0 || (isFair && this.#of(part.client) > share),
    );
    return sum(from);
  }

  /**
   * What a client is about to take by the uploads that have begun and do not stall. If more of its uploads began, none of
   * them could end.
   */
  #promisedTo(client: string): number {
    const own = [...this.#parts].filter((part) => part.client === client && part.stalledMs === 0);
    return own.reduce((bytes, { promisedBytes }) => bytes + promisedBytes, 0);
  }

  /** The room divided among all who take some, and one more client. */
  #share(client: string): number {
    return this.#whole / (this.#heldBy.size + (this.#heldBy.has(client) ? 0 : 1));
  }

  #arriving(): HeldRoom[] {
    return [...this.#parts].filter(({ isArriving }) => isArriving);
  }

  #of(client: string): number {
    return this.#heldBy.get(client) ?? 0;
  }

  #change(part: HeldRoom, bytes: number): void {
    part.bytes += bytes;
    this.#bytes += bytes;
    const held = this.#of(part.client) + bytes;
    if (held > 0) this.#heldBy.set(part.client, held);
    else this.#heldBy.delete(part.client);
  }

  #refusal(what: string): AppError {
    const retryAfter = Math.max(1, Math.ceil(this.#lastHeldMs / 1000));
    return new AppError(ErrorCode.SERVER_BUSY, `${what}; please try again later.`, { retryAfter });
  }
}

function sum(parts: readonly HeldRoom[]): number {
  return parts.reduce((bytes, part) => bytes + part.bytes, 0);
}
