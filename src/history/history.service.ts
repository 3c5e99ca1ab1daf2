import { AppError, ErrorCode } from '../errors/app-error.js';
import { changeCounted } from '../figures/change-counted.js';
import { Judgement } from '../judgement/judgement.entity.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { loadRow, loadRowsBy } from '../persistence/row-loader.js';
import type { StoredRow } from '../persistence/stored-row.js';
import type { Pictures } from '../pictures/pictures.js';
import { Analysis } from '../records/analysis.entity.js';
import { CriterionScore } from '../records/criterion-score.entity.js';
import { Finding } from '../records/finding.entity.js';
import { lockThumbnail } from '../records/lock-thumbnail.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { analysesOfThumbnail } from './analyses-of-thumbnail.js';
import { findPage, type Page } from './find-page.js';
import { parseHistoryFilter, type ThumbnailHistoryFilter } from './history-filter.input.js';
import { historyList } from './history-list.js';
import { type PageArguments, parsePage } from './page-arguments.js';
import type { ScanPlaces } from './scan-places.js';
import { ThumbnailHistoryOrder } from './thumbnail-history-order.js';

/** What the history needs from the outside. */
export interface HistoryServiceParts {
  readonly pictures: Pictures;
  readonly scans: ScanPlaces;
}

/** Reads and deletes what was analysed. Every method sees only its owner's data. */
export class HistoryService {
  readonly #pictures: Pictures;
  readonly #scans: ScanPlaces;

  constructor({ pictures, scans }: HistoryServiceParts) {
    this.#pictures = pictures;
    this.#scans = scans;
  }

  /**
   * Null when it is missing, foreign or the id is malformed.
   * @param properties what to read of it; the same goes for every method here
   */
  async thumbnail(
    scope: OwnerScope,
    id: string,
    properties: readonly string[],
  ): Promise<StoredRow<Thumbnail> | null> {
    return isRowId(id) ? loadRow(scope, Thumbnail, id, properties) : null;
  }

  /** Null when it is missing, foreign or the id is malformed. */
  async analysis(
    scope: OwnerScope,
    id: string,
    properties: readonly string[],
  ): Promise<StoredRow<Analysis> | null> {
    return isRowId(id) ? loadRow(scope, Analysis, id, properties) : null;
  }

  /** A thumbnail that there was a moment ago. @throws AppError NOT_FOUND when it was deleted during the request. */
  async storedThumbnail(scope: OwnerScope, id: string, properties: readonly string[]) {
    return (await this.thumbnail(scope, id, properties)) ?? deletedMeanwhile('thumbnail');
  }

  /** An analysis that there was a moment ago. @throws AppError NOT_FOUND when it was deleted during the request. */
  async storedAnalysis(scope: OwnerScope, id: string, properties: readonly string[]) {
    return (await this.analysis(scope, id, properties)) ?? deletedMeanwhile('analysis');
  }

  /** @throws AppError BAD_USER_INPUT for a bad filter, size or cursor, SERVER_BUSY or QUERY_TIMED_OUT. */
  page(
    scope: OwnerScope,
    page: PageArguments,
    input: ThumbnailHistoryFilter | null | undefined,
    orderBy: ThumbnailHistoryOrder | null | undefined,
    properties: readonly string[],
  ): Promise<Page<StoredRow<Thumbnail>>> {
    const order = orderBy ?? ThumbnailHistoryOrder.NEWEST_FIRST;
    const filter = parseHistoryFilter(input);
    const request = parsePage(page);
    return scope.memory.once(JSON.stringify(['page', order, filter, request, properties]), async () => {
      const { isScan, ...list } = await historyList(scope, filter, order);
      const read = () => findPage(scope, list, request, properties);
      return isScan ? this.#scans.admit(read) : read();
    });
  }

  /** @throws AppError BAD_USER_INPUT for a bad size or cursor. */
  async analysesOf(
    scope: OwnerScope,
    thumbnailId: string,
    page: PageArguments,
    properties: readonly string[],
  ): Promise<Page<StoredRow<Analysis>>> {
    return analysesOfThumbnail(scope, thumbnailId, parsePage(page), properties);
  }

  /** In the rubric's order. */
  criteriaOf(scope: OwnerScope, analysisId: string, properties: readonly string[]) {
    return loadRowsBy(scope, CriterionScore, 'analysis', analysisId, properties);
  }

  /** The most helpful one to fix first. */
  findingsOf(scope: OwnerScope, analysisId: string, properties: readonly string[]) {
    return loadRowsBy(scope, Finding, 'analysis', analysisId, properties);
  }

  /** Null where it was deleted since its analysis was read. */
  judgement(scope: OwnerScope, id: string, properties: readonly string[]) {
    return loadRow(scope, Judgement, id, properties);
  }

  /**
   * Deletes a thumbnail with all its analyses, its picture, and what models said of its pixels unless another
   * thumbnail has the same ones.
   * @throws AppError NOT_FOUND.
   */
  async delete(scope: OwnerScope, id: string): Promise<string> {
    if (!isRowId(id)) throw noSuchThumbnail();
    await changeCounted(scope, id, async ({ em }) => {
      const thumbnail = await lockThumbnail(em, id);
      if (!thumbnail) throw noSuchThumbnail();
      const { pixelHash } = thumbnail;
      await em.nativeDelete(Thumbnail, { id });
      const twins = await em.count(Thumbnail, { pixelHash });
      if (twins === 0) await em.nativeDelete(Judgement, { pixelHash });
    });
    // The rows are gone, so the thumbnail is: a file that cannot be removed now is left to the sweep.
    await this.#pictures.delete(scope.ownerId, id).catch(() => {});
    return id;
  }
}

function deletedMeanwhile(what: string): never {
  throw new AppError(ErrorCode.NOT_FOUND, `The ${what} was deleted during the request.`);
}

function noSuchThumbnail(): AppError {
  return new AppError(ErrorCode.NOT_FOUND, 'There is no such thumbnail.');
}
