import { LockMode } from '@mikro-orm/core';
import { Analysis } from '../analysis/analysis.entity.js';
import { AppError, ErrorCode } from '../errors.js';
import { renderAtWidth } from '../image/encode.js';
import { Judgement } from '../judgement/judgement.entity.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { findPage, type Page } from './find-page.js';
import { parseHistoryFilter, type ThumbnailHistoryFilter } from './history-filter.input.js';
import { type PageArguments, parsePage } from './page-arguments.js';
import type { Pictures } from './pictures.js';
import { Thumbnail } from './thumbnail.entity.js';
import { HISTORY_ORDERS, ThumbnailHistoryOrder } from './thumbnail-history-order.js';

/** Reads and deletes what was analysed. Every method sees its owner's data alone. */
export class HistoryService {
  readonly #pictures: Pictures;

  constructor(pictures: Pictures) {
    this.#pictures = pictures;
  }

  /** Null when it is missing, foreign or the id is malformed. */
  thumbnail({ em }: OwnerScope, id: string): Promise<Thumbnail | null> {
    return em.findOne(Thumbnail, id);
  }

  /** Null when it is missing, foreign or the id is malformed. */
  analysis({ em }: OwnerScope, id: string): Promise<Analysis | null> {
    return em.findOne(Analysis, id);
  }

  /** @throws AppError BAD_USER_INPUT for a bad filter, size or cursor. */
  async page(
    scope: OwnerScope,
    page: PageArguments,
    filter: ThumbnailHistoryFilter | null | undefined,
    orderBy: ThumbnailHistoryOrder | null | undefined,
  ): Promise<Page<Thumbnail>> {
    const order = orderBy ?? ThumbnailHistoryOrder.NEWEST_FIRST;
    const where = parseHistoryFilter(filter);
    return findPage(scope, Thumbnail, order, where, HISTORY_ORDERS[order], parsePage(page));
  }

  /** @throws AppError BAD_USER_INPUT for a bad size or cursor. */
  async analysesOf(scope: OwnerScope, thumbnailId: string, page: PageArguments): Promise<Page<Analysis>> {
    return findPage(
      scope,
      Analysis,
      thumbnailId,
      { thumbnail: thumbnailId },
      { id: 'desc' },
      parsePage(page),
    );
  }

  /** The stored picture of a thumbnail as a WebP of at most that width; null when there is no such thumbnail. */
  async picture({ em, ownerId }: OwnerScope, id: string, width: number): Promise<Buffer | null> {
    if ((await em.count(Thumbnail, { id })) === 0) return null;
    return renderAtWidth(await this.#pictures.get(ownerId, id), width);
  }

  /**
   * Deletes a thumbnail with all its analyses, its picture, and what models said of its pixels unless another
   * thumbnail has the same ones.
   * @throws AppError NOT_FOUND.
   */
  async delete({ em, ownerId }: OwnerScope, id: string): Promise<string> {
    await em.transactional(async (transaction) => {
      const thumbnail = await transaction.findOne(Thumbnail, id, { lockMode: LockMode.PESSIMISTIC_WRITE });
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
