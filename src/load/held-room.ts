import type { AppError } from '../errors/app-error.js';

/** Bodies up to this size take no room, so that a query is answered while uploads have taken all of it. */
export const FREE_BYTES = 64 * 1024;

/** A sender that is slower than this loses its place first when others need room: slower than any mobile line. */
export const LEAST_PACE = { bytes: 64 * 1024, milliseconds: 5000 };

/** What a part asks of the room that it belongs to. */
interface WholeRoom {
  now(): number;
  grow(part: HeldRoom, bytes: number): void;
  release(part: HeldRoom): void;
}

/** The room that the body of one request takes: as much as has arrived of it, until it is given back. */
export class HeldRoom {
  readonly client: string;
  /** What it takes at the moment. */
  bytes = 0;
  readonly #room: WholeRoom;
  readonly #announced: number;
  readonly #most: number;
  readonly #refuse: (refusal: AppError) => void;
  readonly #beganAt: number;
  #arrived = 0;
  #paced = { bytes: 0, at: 0 };
  #isWhole = false;
  #isKept = false;
  #isOver = false;

  /**
   * @param announced how long the body is, as far as it says
   * @param most what it can take at most, however long the body is
   * @param refuse ends the request when its room goes to another one
   */
  constructor(
    room: WholeRoom,
    client: string,
    announced: number,
    most: number,
    refuse: (refusal: AppError) => void,
  ) {
    this.client = client;
    this.#room = room;
    this.#announced = Math.min(announced, most);
    this.#most = most;
    this.#refuse = refuse;
    this.#beganAt = room.now();
    this.#paced.at = this.#beganAt;
  }

  /** So many further bytes of the body are in memory. The request may be refused meanwhile. */
  arrived(bytes: number): void {
    if (this.#isOver) return;
    this.#arrived += bytes;
    if (this.#arrived - this.#paced.bytes >= LEAST_PACE.bytes) {
      this.#paced = { bytes: this.#arrived, at: this.#room.now() };
    }
    const taken = Math.min(this.#arrived, this.#most);
    if (taken > FREE_BYTES) this.#room.grow(this, taken - this.bytes);
  }

  /** The body is whole: nothing more is waited for, and it keeps its place. */
  ended(): void {
    this.#isWhole = true;
  }

  get isArriving(): boolean {
    return !this.#isWhole;
  }

  /** For how long it has brought less than the least pace asks for, in milliseconds; 0 where it keeps that pace. */
  get stalledMs(): number {
    const quiet = this.#room.now() - this.#paced.at;
    return this.isArriving && quiet > LEAST_PACE.milliseconds ? quiet : 0;
  }

  /** What it will take, if it continues as it began. */
  get promisedBytes(): number {
    return this.isArriving ? Math.max(this.bytes, this.#announced) : this.bytes;
  }

  get heldMs(): number {
    return this.#room.now() - this.#beganAt;
  }

  /** From now on the end of the request gives nothing back: its bytes stay in memory when their client has left. */
  keep(): void {
    this.#isKept = true;
  }

  /** Nothing reads the request any more. */
  requestEnded(): void {
    if (!this.#isKept) this.giveBack();
  }

  /** The bytes are gone. */
  giveBack(): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#room.release(this);
  }

  /** Its room goes to another request. */
  lose(refusal: AppError): void {
    this.giveBack();
    this.#refuse(refusal);
  }
}
