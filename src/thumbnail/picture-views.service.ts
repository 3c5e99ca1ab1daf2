import type { Logger } from 'pino';
import type { WorkPlaces } from '../access/work-places.js';
import { AppError, ErrorCode } from '../errors.js';
import type { CanonicalImage } from '../image/canonical-image.js';
import { renderHeatLayer } from '../image/heat-layer.js';
import { renderSmallSizesSheet } from '../image/small-sizes-sheet.js';
import { sizeOfWholeWebp } from '../image/whole-webp.js';
import type { Measurer } from '../measurement/measurer.js';
import { WorkTimedOutError } from '../measurement/worker-pool.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { canBeView, fileOfView, PictureView } from './picture-view.js';
import type { Pictures } from './pictures.js';
import type { StoredImages } from './stored-images.js';
import { Thumbnail } from './thumbnail.entity.js';

interface ViewParts {
  readonly pictures: Pictures;
  readonly images: StoredImages;
  readonly measurer: Measurer;
  /** Where pictures are rendered. */
  readonly places: WorkPlaces;
  readonly log: Logger;
}

/** Renders what shows a measurement on the picture: on the first request, and from the store afterwards. */
export class PictureViewsService {
  readonly #parts: ViewParts;
  /** Of those who ask for the same view at the same time, one has it rendered. */
  readonly #underWay = new Map<string, Promise<Uint8Array | null>>();

  constructor(parts: ViewParts) {
    this.#parts = parts;
  }

  /**
   * A WebP; null when there is no such thumbnail.
   * @throws AppError STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE, or SERVER_BUSY when too many ask or measuring
   * takes too long.
   */
  async view(scope: OwnerScope, id: string, view: PictureView): Promise<Uint8Array | null> {
    const thumbnail = isRowId(id) ? await scope.em.findOne(Thumbnail, id) : null;
    if (!thumbnail) return null;
    const key = `${scope.ownerId}/${id}/${view}`;
    const rendering = this.#underWay.get(key) ?? this.#obtain(scope, thumbnail, view);
    this.#underWay.set(key, rendering);
    return rendering.finally(() => this.#underWay.delete(key));
  }

  async #obtain(scope: OwnerScope, thumbnail: Thumbnail, view: PictureView): Promise<Uint8Array | null> {
    const { pictures, places } = this.#parts;
    const stored = await pictures.view(scope.ownerId, thumbnail.id, fileOfView(view));
    if (stored && (await this.#isWhole(stored, thumbnail, view))) return stored;
    const rendered = await places.admit(() => this.#render(scope, thumbnail, view));
    return rendered && ((await this.#keep(scope, thumbnail, view, rendered)) ? rendered : null);
  }

  async #isWhole(webp: Uint8Array, thumbnail: Thumbnail, view: PictureView): Promise<boolean> {
    const size = await sizeOfWholeWebp(webp);
    const isWhole = size !== null && canBeView(view, size, thumbnail);
    if (!isWhole)
      this.#parts.log.warn({ id: thumbnail.id, view }, 'a stored view is damaged: it is rendered again');
    return isWhole;
  }

  /** Null when the thumbnail was deleted meanwhile. */
  async #render(scope: OwnerScope, thumbnail: Thumbnail, view: PictureView): Promise<Buffer | null> {
    const image = await this.#parts.images.read(scope, thumbnail);
    if (!image) return null;
    return view === PictureView.SMALL_SIZES ? renderSmallSizesSheet(image) : this.#heatLayer(image);
  }

  async #heatLayer(image: CanonicalImage): Promise<Buffer> {
    const map = await this.#parts.measurer.saliencyMap(image).catch((error: unknown) => {
      if (!(error instanceof WorkTimedOutError)) throw error;
      throw new AppError(ErrorCode.SERVER_BUSY, 'The server has too much to measure at the moment.', {
        retryAfter: 5,
        cause: error,
      });
    });
    return renderHeatLayer(map, image);
  }

  /** @returns false when the thumbnail is gone: then nothing of it stays in the store, whichever node deleted it */
  async #keep(
    { em, ownerId }: OwnerScope,
    { id }: Thumbnail,
    view: PictureView,
    rendered: Buffer,
  ): Promise<boolean> {
    const { pictures, log } = this.#parts;
    // It can be shown all the same, and is rendered again next time.
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
