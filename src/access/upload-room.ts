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
  #left: number;
  #requests = 0;
  #lastHeldMs = 0;

  constructor(bytes: number) {
    this.#whole = bytes;
    this.#left = bytes;
  }

  /** What is taken at the moment. */
  get held(): { readonly requests: number; readonly bytes: number } {
    return { requests: this.#requests, bytes: this.#whole - this.#left };
  }

  /** @throws AppError SERVER_BUSY. */
  take(bytes: number): HeldRoom {
    if (bytes > this.#left) {
      const retryAfter = Math.max(1, Math.ceil(this.#lastHeldMs / 1000));
      const message = 'The server is receiving as many uploads as it takes at once; please try again later.';
      throw new AppError(ErrorCode.SERVER_BUSY, message, { retryAfter });
    }
    const takenAt = performance.now();
    this.#left -= bytes;
    this.#requests += 1;
    return new HeldRoom(() => {
      this.#left += bytes;
      this.#requests -= 1;
      this.#lastHeldMs = performance.now() - takenAt;
    });
  }
}
