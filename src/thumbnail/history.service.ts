import { z } from 'zod';
import type { WorkPlaces } from '../access/work-places.js';
import { Analysis } from '../analysis/analysis.entity.js';
import { AppError, ErrorCode } from '../errors.js';
import { renderAtWidth } from '../image/encode.js';
import { Judgement } from '../judgement/judgement.entity.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { findPage, type Page, type PagedList } from './find-page.js';
import { parseHistoryFilter, type ThumbnailHistoryFilter } from './history-filter.input.js';
import { lockThumbnail } from './lock-thumbnail.js';
import { type PageArguments, parsePage } from './page-arguments.js';
import type { Pictures } from './pictures.js';
import type { StoredImages } from './stored-images.js';
import { Thumbnail } from './thumbnail.entity.js';
import { HISTORY_ORDERS, ThumbnailHistoryOrder } from './thumbnail-history-order.js';

/** Reads and deletes what was analysed. Every method sees its owner's data alone. */
export class HistoryService {
  readonly #pictures: Pictures;
  readonly #images: StoredImages;
  readonly #places: WorkPlaces;

  /** @param places where pictures are rendered */
  constructor(pictures: Pictures, images: StoredImages, places: WorkPlaces) {
    this.#pictures = pictures;
    this.#images = images;
    this.#places = places;
  }

  /** Null when it is missing, foreign or the id is malformed. */
  async thumbnail({ em }: OwnerScope, id: string): Promise<Thumbnail | null> {
    return isRowId(id) ? em.findOne(Thumbnail, id) : null;
  }

  /** Null when it is missing, foreign or the id is malformed. */
  async analysis({ em }: OwnerScope, id: string): Promise<Analysis | null> {
    return isRowId(id) ? em.findOne(Analysis, id) : null;
  }

  /** @throws AppError BAD_USER_INPUT for a bad filter, size or cursor. */
  async page(
    scope: OwnerScope,
    page: PageArguments,
    filter: ThumbnailHistoryFilter | null | undefined,
    orderBy: ThumbnailHistoryOrder | null | undefined,
  ): Promise<Page<Thumbnail>> {
    const order = orderBy ?? ThumbnailHistoryOrder.NEWEST_FIRST;
    const list = {
      entity: Thumbnail,
      name: order,
      where: parseHistoryFilter(filter),
      ...HISTORY_ORDERS[order],
    };
    return findPage(scope, list, parsePage(page));
  }

  /** @throws AppError BAD_USER_INPUT for a bad size or cursor. */
  async analysesOf(scope: OwnerScope, thumbnailId: string, page: PageArguments): Promise<Page<Analysis>> {
    const list: PagedList<Analysis> = {
      entity: Analysis,
      name: thumbnailId,
      where: { thumbnail: thumbnailId },
      orderBy: { id: 'desc' },
      position: z.tuple([z.uuid()]),
    };
    return findPage(scope, list, parsePage(page));
  }

  /**
   * The stored picture of a thumbnail as a WebP of at most that width; null when there is no such thumbnail.
   * @param signal aborts when nobody waits any more
   * @throws AppError STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE or SERVER_BUSY.
   */
  async picture(scope: OwnerScope, id: string, width: number, signal: AbortSignal): Promise<Buffer | null> {
    const thumbnail = await this.thumbnail(scope, id);
    if (!thumbnail) return null;
    return this.#places.admit(async () => {
      const image = await this.#images.read(scope, thumbnail);
      return image && renderAtWidth(image, width);
    }, signal);
  }

  /**
   * Deletes a thumbnail with all its analyses, its picture, and what models said of its pixels unless another
   * thumbnail has the same ones.
   * @throws AppError NOT_FOUND.
   */
  async delete({ em, ownerId }: OwnerScope, id: string): Promise<string> {
    await em.transactional(async (transaction) => {
      const thumbnail = await lockThumbnail(transaction, id);
      if (!thumbnail) throw new AppError(ErrorCode.NOT_FOUND, 'There is no such thumbnail.');
      const { pixelHash } = thumbnail;
      await transaction.nativeDelete(Thumbnail, { id });
      const twins = await transaction.count(Thumbnail, { pixelHash });
      if (twins === 0) await transaction.nativeDelete(Judgement, { pixelHash });
    });
    // The rows are gone, so the thumbnail is: a file that cannot be removed now is left to the sweep.
    await this.#pictures.delete(ownerId, id).catch(() => {});
    return id;
  }
}
