import { AppError, ErrorCode } from '../errors.js';

/** Room for the bytes of one request, taken until it is given back. */
export class HeldRoom {
  readonly #giveBack: () => void;
  #kept = false;
  #given = false;

  constructor(giveBack: () => void) {
    this.#giveBack = giveBack;
  }

  /** From now on the end of the request gives nothing back: its bytes stay in memory when their client has left. */
  keep(): void {
    this.#kept = true;
  }

  /** The bytes are gone. */
  giveBack(): void {
    if (this.#given) return;
    this.#given = true;
    this.#giveBack();
  }

  /** Nothing reads the request any more. */
  requestEnded(): void {
    if (!this.#kept) this.giveBack();
  }
}

/**
 * How many bytes of requests may be arriving or in memory at once. Whoever finds too little left is refused at once:
 * a queue would only be one more place for bytes.
 */
export class UploadRoom {
  readonly #whole: number;
  readonly #mostOfOne: number;
  readonly #heldBy = new Map<string, number>();
  #left: number;
  #requests = 0;
  #lastHeldMs = 0;

  /**
   * @param bytes what all clients may hold together
   * @param largestUpload what one of them may always hold; else half of the room, so that nobody shuts the others out
   */
  constructor(bytes: number, largestUpload: number) {
    this.#whole = bytes;
    this.#mostOfOne = Math.max(largestUpload, bytes / 2);
    this.#left = bytes;
  }

  /** What is taken at the moment. */
  get held(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#requests, bytes: this.#whole - this.#left };
  }

  /** @throws AppError SERVER_BUSY. */
  take(client: string, bytes: number): HeldRoom {
    if (bytes > this.#left)
      throw this.#refusal('The server is receiving as many uploads as it takes at once');
    if (this.#of(client) + bytes > this.#mostOfOne) {
      throw this.#refusal('The server is receiving as many uploads of yours as it takes at once');
    }
    const takenAt = performance.now();
    this.#change(client, bytes, 1);
    return new HeldRoom(() => {
      this.#change(client, -bytes, -1);
      this.#lastHeldMs = performance.now() - takenAt;
    });
  }

  #of(client: string): number {
    return this.#heldBy.get(client) ?? 0;
  }

  #change(client: string, bytes: number, requests: number): void {
    this.#left -= bytes;
    this.#requests += requests;
    const held = this.#of(client) + bytes;
    if (held > 0) this.#heldBy.set(client, held);
    else this.#heldBy.delete(client);
  }

  #refusal(what: string): AppError {
    const retryAfter = Math.max(1, Math.ceil(this.#lastHeldMs / 1000));
    return new AppError(ErrorCode.SERVER_BUSY, `${what}; please try again later.`, { retryAfter });
  }
}
