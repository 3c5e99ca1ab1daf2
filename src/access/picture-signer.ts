import { createHmac, timingSafeEqual } from 'node:crypto';

/** One picture of one owner, under the name that it is served by. */
export interface SignedPicture {
  readonly ownerId: string;
  readonly thumbnailId: string;
  readonly file: string;
}

/** What makes an address good, and until when. */
export interface PictureSignature {
  /** Seconds since 1970, as text: every other way to write the same number is another text. */
  readonly expires: string;
  /** HMAC-SHA-256 in base64url. */
  readonly signature: string;
}

const DAY_SECONDS = 24 * 60 * 60;

/** Signs addresses of pictures, so that an `<img>`, which sends no token, can show them. */
export class PictureSigner {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  /** The same all UTC day, so that browsers find the picture in their cache, and good until the end of the next one. */
  sign(picture: SignedPicture, now: Date): PictureSignature {
    const day = Math.floor(now.getTime() / 1000 / DAY_SECONDS);
    const expires = String((day + 2) * DAY_SECONDS);
    return { expires, signature: this.#signatureOf(picture, expires) };
  }

  /** Whether that signature was made by us, or by another node with our secret, for that picture and end. */
  isGenuine(picture: SignedPicture, { expires, signature }: PictureSignature): boolean {
    // As texts: in base64url several of them stand for the same bytes.
    const expected = Buffer.from(this.#signatureOf(picture, expires));
    const given = Buffer.from(signature);
    return given.length === expected.length && timingSafeEqual(given, expected);
  }

  #signatureOf({ ownerId, thumbnailId, file }: SignedPicture, expires: string): string {
    // The first word keeps the signature from meaning anything elsewhere, should the secret be used twice.
    const signed = JSON.stringify(['picture', ownerId, thumbnailId, file, expires]);
    return createHmac('sha256', this.#secret).update(signed).digest('base64url');
  }
}

/** Whole seconds until the end that an address names; null when that is over, or no number. */
export function secondsUntil(expires: string, now: Date): number | null {
  const left = /^\d{1,12}$/.test(expires) ? Number(expires) - Math.ceil(now.getTime() / 1000) : 0;
  return left > 0 ? left : null;
}
