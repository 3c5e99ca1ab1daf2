import { v7 as uuidv7 } from 'uuid';
import { storable } from '../client-text.js';
import { AppError, ErrorCode } from '../errors.js';
import type { CanonicalImage, OriginalPicture } from '../image/canonical-image.js';
import { canonicalise, decodeCanonical } from '../image/canonicalise.js';
import { encodeLossless } from '../image/encode.js';
import type { ImageLimits } from '../image/image-limits.js';
import { readUpload, type UploadedFile } from '../image/read-upload.js';
import type { JudgementService } from '../judgement/judgement.service.js';
import type { Measurer } from '../measurement/measurer.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId } from '../persistence/row-id.js';
import { currentRubric } from '../scoring/rubrics.js';
import { lockThumbnail } from '../thumbnail/lock-thumbnail.js';
import type { Pictures } from '../thumbnail/pictures.js';
import { Thumbnail } from '../thumbnail/thumbnail.entity.js';
import { Analysis } from './analysis.entity.js';
import { type AnalysisRequest } from './analyze-thumbnail.input.js';
import { completeStoredAnalysis } from './complete-stored-analysis.js';
import { composeAnalysis } from './compose-analysis.js';
import { askForOpinion } from './opinion.js';

/** What an analysis needs from the outside. */
export interface AnalysisServiceParts {
  readonly pictures: Pictures;
  readonly judgements: JudgementService;
  readonly measurer: Measurer;
  readonly limits: ImageLimits;
}

/** The use case: a picture becomes a stored analysis. */
export class AnalysisService {
  readonly #parts: AnalysisServiceParts;

  constructor(parts: AnalysisServiceParts) {
    this.#parts = parts;
  }

  /**
   * Reads, checks, measures, judges, scores and stores an upload.
   * @throws AppError of any IMAGE_*, UPLOAD_*, JUDGE_* (under REQUIRED) or STORAGE_* code; nothing is stored then.
   */
  async analyze(
    scope: OwnerScope,
    upload: Promise<UploadedFile>,
    request: AnalysisRequest,
    signal: AbortSignal,
  ): Promise<Analysis> {
    const { limits, pictures } = this.#parts;
    const file = await readUpload(upload, limits.maxBytes);
    const { original, image } = await canonicalise(file, limits);
    const [{ measured, opinion }, png] = await Promise.all([
      this.#look(scope, image, original, request, signal),
      encodeLossless(image),
    ]);
    refuseWhenNobodyWaits(signal);

    const now = new Date();
    const thumbnail = scope.em.create(
      Thumbnail,
      {
        id: uuidv7(),
        ownerId: scope.ownerId,
        filename: displayName(file.filename),
        ...original,
        pixelHash: image.pixelHash,
        createdAt: now,
      },
      { partial: true },
    );
    const { title, audience } = request;
    const parts = { thumbnail, rubric: currentRubric, measured, opinion, title, audience };
    const analysis = composeAnalysis(scope, uuidv7(), now, parts);

    await pictures.put(scope.ownerId, thumbnail.id, png);
    try {
      await scope.em.persist([thumbnail, analysis]).flush();
    } catch (error) {
      await this.#removeUnlessStored(scope, thumbnail.id);
      throw error;
    }
    return analysis;
  }

  /**
   * A new analysis of a stored picture, as the rubric and the measurements are today.
   * @throws AppError NOT_FOUND, JUDGE_* (under REQUIRED) or STORAGE_UNAVAILABLE; nothing is stored then.
   */
  async reanalyze(
    scope: OwnerScope,
    thumbnailId: string,
    request: AnalysisRequest,
    signal: AbortSignal,
  ): Promise<Analysis> {
    const thumbnail = isRowId(thumbnailId) ? await scope.em.findOne(Thumbnail, thumbnailId) : null;
    if (!thumbnail) throw noSuchThumbnail();
    const image = await this.#stored(scope, thumbnail);
    const { measured, opinion } = await this.#look(scope, image, thumbnail, request, signal);
    refuseWhenNobodyWaits(signal);
    return scope.em.transactional(async (em) => {
      // Somebody may have deleted it while the model was thinking.
      if (!(await lockThumbnail(em, thumbnailId))) throw noSuchThumbnail();
      const { title, audience } = request;
      const parts = { thumbnail, rubric: currentRubric, measured, opinion, title, audience };
      const analysis = composeAnalysis({ ...scope, em }, uuidv7(), new Date(), parts);
      await em.persist(analysis).flush();
      return analysis;
    });
  }

  /**
   * Asks the judge again for an analysis that lacks a judgement, and completes that same row from its stored
   * measurements. One that lacks none is returned as it is.
   * @throws AppError NOT_FOUND, JUDGE_* or STORAGE_UNAVAILABLE; the row is unchanged then.
   */
  async complete(scope: OwnerScope, id: string, signal: AbortSignal): Promise<Analysis> {
    const analysis = isRowId(id) ? await scope.em.findOne(Analysis, id, { populate: ['thumbnail'] }) : null;
    if (!analysis) throw new AppError(ErrorCode.NOT_FOUND, 'There is no such analysis.');
    if (!analysis.judgeFailure) return analysis;
    const image = await this.#stored(scope, analysis.thumbnail.$);
    return completeStoredAnalysis(scope, this.#parts.judgements, analysis, image, signal);
  }

  /** Measures beside the call to the model, which takes far longer. */
  async #look(
    scope: OwnerScope,
    image: CanonicalImage,
    original: OriginalPicture,
    request: AnalysisRequest,
    signal: AbortSignal,
  ) {
    const [opinion, measured] = await Promise.all([
      askForOpinion(this.#parts.judgements, scope, image, currentRubric, request, signal),
      this.#parts.measurer.measure(image, original, signal),
    ]);
    return { measured, opinion };
  }

  async #stored(scope: OwnerScope, thumbnail: Thumbnail): Promise<CanonicalImage> {
    return decodeCanonical(await this.#parts.pictures.get(scope.ownerId, thumbnail.id));
  }

  /**
   * Takes back a stored picture whose rows were refused. A commit whose answer was lost may have happened, so the
   * picture goes only when its row is known to be absent; otherwise the sweep decides later.
   */
  async #removeUnlessStored(scope: OwnerScope, thumbnailId: string): Promise<void> {
    const absent = await scope.em
      .fork()
      .count(Thumbnail, thumbnailId)
      .then(
        (rows) => rows === 0,
        () => false,
      );
    if (absent) await this.#parts.pictures.delete(scope.ownerId, thumbnailId).catch(() => {});
  }
}

/** A client that left would upload again and find everything twice; what was paid for is kept all the same. */
function refuseWhenNobodyWaits(signal: AbortSignal): void {
  if (signal.aborted) throw new AppError(ErrorCode.BAD_USER_INPUT, 'The client left before it was answered.');
}

function noSuchThumbnail(): AppError {
  return new AppError(ErrorCode.NOT_FOUND, 'There is no such thumbnail.');
}

/** A client's file name, cut to what the column holds. */
function displayName(filename: string): string {
  return [...storable(filename)].slice(0, 255).join('');
}
