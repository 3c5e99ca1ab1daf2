import { AppError, ErrorCode } from '../errors/app-error.js';
import type { CanonicalImage } from '../image/canonical-image.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { type Pictures, UnreadablePictureError } from './pictures.js';

/** Reads the stored pictures of thumbnails, and tells what it means when one cannot be read. */
export class StoredImages {
  readonly #pictures: Pictures;
  readonly #observe: (kind: UnreadablePictureError['kind']) => void;

  /** @param observe is called for every picture that is missing or damaged */
  constructor(pictures: Pictures, observe: (kind: UnreadablePictureError['kind']) => void) {
    this.#pictures = pictures;
    this.#observe = observe;
  }

  /**
   * Null when the thumbnail was deleted during the request.
   * @throws AppError STORED_PICTURE_UNREADABLE or STORAGE_UNAVAILABLE.
   */
  async read(
    { em }: OwnerScope,
    thumbnail: Pick<Thumbnail, 'ownerId' | 'id' | 'pixelHash'>,
  ): Promise<CanonicalImage | null> {
    try {
      return await this.#pictures.canonical(thumbnail);
    } catch (cause) {
      if (!(cause instanceof UnreadablePictureError)) throw cause;
      if ((await em.fork().count(Thumbnail, { id: thumbnail.id })) === 0) return null;
      this.#observe(cause.kind);
      const message = 'The stored picture of this thumbnail is lost or damaged. Upload the picture again.';
      throw new AppError(ErrorCode.STORED_PICTURE_UNREADABLE, message, { cause });
    }
  }
}
