import { decodeCanonical } from '../image/canonicalise.js';
import { renderHeatLayer } from '../image/heat-layer.js';
import { renderSmallSizesSheet } from '../image/small-sizes-sheet.js';
import type { Measurer } from '../measurement/measurer.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { fileOfView, PictureView } from './picture-view.js';
import type { Pictures } from './pictures.js';
import { Thumbnail } from './thumbnail.entity.js';

/** Renders what shows a measurement on the picture: on the first request, and from the store afterwards. */
export class PictureViewsService {
  readonly #pictures: Pictures;
  readonly #measurer: Measurer;

  constructor(pictures: Pictures, measurer: Measurer) {
    this.#pictures = pictures;
    this.#measurer = measurer;
  }

  /**
   * A WebP; null when there is no such thumbnail.
   * @throws AppError STORAGE_UNAVAILABLE.
   */
  async view({ em, ownerId }: OwnerScope, id: string, view: PictureView): Promise<Uint8Array | null> {
    if (!isRowId(id) || (await em.count(Thumbnail, { id })) === 0) return null;
    const file = fileOfView(view);
    const stored = await this.#pictures.view(ownerId, id, file);
    if (stored) return stored;
    const rendered = await this.#render(await this.#pictures.get(ownerId, id), view);
    await this.#pictures.putView(ownerId, id, file, rendered);
    return rendered;
  }

  async #render(png: Uint8Array, view: PictureView): Promise<Buffer> {
    if (view === PictureView.SMALL_SIZES) return renderSmallSizesSheet(png);
    const image = await decodeCanonical(png);
    return renderHeatLayer(await this.#measurer.saliencyMap(image), image);
  }
}
