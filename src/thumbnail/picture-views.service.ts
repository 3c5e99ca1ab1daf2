import type { Logger } from 'pino';
import type { WorkPlaces } from '../access/work-places.js';
import { AppError, ErrorCode } from '../errors.js';
import { decodeCanonical } from '../image/canonicalise.js';
import { renderHeatLayer } from '../image/heat-layer.js';
import { renderSmallSizesSheet } from '../image/small-sizes-sheet.js';
import type { Measurer } from '../measurement/measurer.js';
import { WorkTimedOutError } from '../measurement/worker-pool.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { fileOfView, PictureView } from './picture-view.js';
import type { Pictures } from './pictures.js';
import { Thumbnail } from './thumbnail.entity.js';

/** Renders what shows a measurement on the picture: on the first request, and from the store afterwards. */
export class PictureViewsService {
  readonly #pictures: Pictures;
  readonly #measurer: Measurer;
  readonly #places: WorkPlaces;
  readonly #log: Logger;
  /** Of those who ask for the same view at the same time, one has it rendered. */
  readonly #underWay = new Map<string, Promise<Uint8Array>>();

  /** @param places where pictures are rendered */
  constructor(pictures: Pictures, measurer: Measurer, places: WorkPlaces, log: Logger) {
    this.#pictures = pictures;
    this.#measurer = measurer;
    this.#places = places;
    this.#log = log;
  }

  /**
   * A WebP; null when there is no such thumbnail.
   * @throws AppError STORAGE_UNAVAILABLE, or SERVER_BUSY when too many ask or measuring takes too long.
   */
  async view({ em, ownerId }: OwnerScope, id: string, view: PictureView): Promise<Uint8Array | null> {
    if (!isRowId(id) || (await em.count(Thumbnail, { id })) === 0) return null;
    const key = `${ownerId}/${id}/${view}`;
    const rendering = this.#underWay.get(key) ?? this.#obtain(ownerId, id, view);
    this.#underWay.set(key, rendering);
    return rendering.finally(() => this.#underWay.delete(key));
  }

  async #obtain(ownerId: string, id: string, view: PictureView): Promise<Uint8Array> {
    const file = fileOfView(view);
    const stored = await this.#pictures.view(ownerId, id, file);
    if (stored) return stored;
    const rendered = await this.#places.admit(async () =>
      this.#render(await this.#pictures.get(ownerId, id), view),
    );
    // It can be shown all the same, and is rendered again next time.
    await this.#pictures
      .putView(ownerId, id, file, rendered)
      .catch((err: unknown) => this.#log.warn({ err }, 'a view could not be kept'));
    return rendered;
  }

  async #render(png: Uint8Array, view: PictureView): Promise<Buffer> {
    if (view === PictureView.SMALL_SIZES) return renderSmallSizesSheet(png);
    const image = await decodeCanonical(png);
    const map = await this.#measurer.saliencyMap(image).catch((error: unknown) => {
      if (!(error instanceof WorkTimedOutError)) throw error;
      throw new AppError(ErrorCode.SERVER_BUSY, 'The server has too much to measure at the moment.', {
        retryAfter: 5,
        cause: error,
      });
    });
    return renderHeatLayer(map, image);
  }
}
