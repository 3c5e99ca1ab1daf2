import type { Logger } from 'pino';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { renderAtWidth } from '../image/encode.js';
import { sizeOfWholeWebp } from '../image/whole-webp.js';
import type { Bulkhead } from '../load/bulkhead.js';
import { SingleFlight } from '../load/single-flight.js';
import type { Measurer } from '../measurement/measurer.js';
import { WorkTimedOutError } from '../measurement/worker-pool.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { loadRow } from '../persistence/row-loader.js';
import type { StoredRow } from '../persistence/stored-row.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { fileOfView, type PictureView, VIEW_KINDS, viewOfFile } from './picture-view.js';
import { widthOfFile } from './picture-width.js';
import type { Pictures } from './pictures.js';
import type { StoredImages } from './stored-images.js';

interface ServedParts {
  readonly pictures: Pictures;
  readonly images: StoredImages;
  readonly measurer: Measurer;
  /** Where pictures are rendered. */
  readonly places: Bulkhead;
  readonly log: Logger;
}

type ThumbnailRow = StoredRow<Thumbnail>;

/** Gives the pictures that clients may ask for: a thumbnail at a width, and the views of its measurements. */
export class ServedPicturesService {
  readonly #parts: ServedParts;
  /** Clients that ask for the same view at the same time share one rendering. */
  readonly #renderings = new SingleFlight<Uint8Array | null>();

  constructor(parts: ServedParts) {
    this.#parts = parts;
  }

  /**
   * A WebP by the name of its file; null when there is no such thumbnail or no such file.
   * @param signal aborts when the client has left; work that no other client waits for ends then
   * @throws AppError STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE, or SERVER_BUSY when too much is asked for or
   * measuring takes too long.
   */
  async picture(
    scope: OwnerScope,
    id: string,
    file: string,
    signal: AbortSignal,
  ): Promise<Uint8Array | null> {
    const width = widthOfFile(file);
    const view = viewOfFile(file);
    if (!isRowId(id) || (!width && !view)) return null;
    const properties = ['id', 'ownerId', 'pixelHash', 'width', 'height'];
    const thumbnail = await loadRow(scope, Thumbnail, id, properties);
    if (!thumbnail) return null;
    if (width) return this.#atWidth(scope, thumbnail, width, signal);
    return view && this.#view(scope, thumbnail, view, signal);
  }

  #atWidth(scope: OwnerScope, thumbnail: ThumbnailRow, width: number, signal: AbortSignal) {
    const { images, places } = this.#parts;
    return places.run(async () => {
      const image = await images.read(scope, thumbnail);
      return image && renderAtWidth(image, width);
    }, signal);
  }

  async #view(scope: OwnerScope, thumbnail: ThumbnailRow, view: PictureView, signal: AbortSignal) {
    const name = `${scope.ownerId}/${thumbnail.id}/${view}`;
    const obtain = (abandoned: AbortSignal) => this.#obtain(scope, thumbnail, view, abandoned);
    return (await this.#renderings.join(name, obtain, signal)).value;
  }

  /** From the store, and rendered where it is not there yet. */
  async #obtain(scope: OwnerScope, thumbnail: ThumbnailRow, view: PictureView, abandoned: AbortSignal) {
    const { pictures, places } = this.#parts;
    const stored = await pictures.view(scope.ownerId, thumbnail.id, fileOfView(view));
    if (stored && (await this.#isWhole(stored, thumbnail, view))) return stored;
    const rendered = await places.run(() => this.#render(scope, thumbnail, view, abandoned), abandoned);
    return rendered && ((await this.#keep(scope, thumbnail, view, rendered)) ? rendered : null);
  }

  async #isWhole(webp: Uint8Array, thumbnail: ThumbnailRow, view: PictureView): Promise<boolean> {
    const size = await sizeOfWholeWebp(webp);
    const isWhole = size !== null && VIEW_KINDS[view].fits(size, thumbnail);
    if (!isWhole)
      this.#parts.log.warn({ id: thumbnail.id, view }, 'a stored view is damaged: it is rendered again');
    return isWhole;
  }

  /** Null when the thumbnail was deleted during the request. */
  async #render(scope: OwnerScope, thumbnail: ThumbnailRow, view: PictureView, abandoned: AbortSignal) {
    const { images, measurer } = this.#parts;
    const image = await images.read(scope, thumbnail);
    if (!image) return null;
    return VIEW_KINDS[view].render(image, measurer, abandoned).catch((error: unknown) => {
      throw error instanceof WorkTimedOutError ? tooMuchToMeasure(error) : error;
    });
  }

  /** @returns false when the thumbnail is gone: then nothing of it stays in the store, whichever node deleted it */
  async #keep({ em, ownerId }: OwnerScope, { id }: ThumbnailRow, view: PictureView, rendered: Buffer) {
    const { pictures, log } = this.#parts;
    // It can be shown anyway, and is rendered again next time.
    await pictures
      .putView(ownerId, id, fileOfView(view), rendered)
      .catch((err: unknown) => log.warn({ err }, 'a view could not be kept'));
    // After it was written: a deletion that comes later also deletes the file.
    if ((await em.fork().count(Thumbnail, { id })) > 0) return true;
    await pictures
      .delete(ownerId, id)
      .catch((err: unknown) => log.warn({ err }, 'a view of a deleted thumbnail is left to the sweep'));
    return false;
  }
}

function tooMuchToMeasure(cause: unknown): AppError {
  const message = 'The server has too many pictures to measure at the moment; please try again later.';
  return new AppError(ErrorCode.SERVER_BUSY, message, { retryAfter: 5, cause });
}
