import { v7 as uuidv7 } from 'uuid';
import { AppError, ErrorCode } from '../errors/app-error.js';
import { changeCounted } from '../figures/change-counted.js';
import type { CanonicalImage, OriginalPicture } from '../image/canonical-image.js';
import { canonicalise } from '../image/canonicalise.js';
import { encodeLossless } from '../image/encode.js';
import type { ImageLimits } from '../image/image-limits.js';
import { type HeldFile, readUpload, type UploadedFile } from '../image/read-upload.js';
import { storable } from '../input/storable-text.js';
import type { JudgementService } from '../judgement/judgement.service.js';
import type { Bulkhead } from '../load/bulkhead.js';
import { ClientLeftError } from '../load/client-left.js';
import type { HeldRoom } from '../load/held-room.js';
import type { Measurer } from '../measurement/measurer.js';
import type { OwnerScope } from '../persistence/owner-scope.js';
import { isRowId, timeOfId } from '../persistence/row-id.js';
import type { Pictures } from '../pictures/pictures.js';
import { noteIssued } from '../pictures/store-identity.js';
import type { StoredImages } from '../pictures/stored-images.js';
import { Analysis } from '../records/analysis.entity.js';
import { lockThumbnail } from '../records/lock-thumbnail.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { currentRubric } from '../scoring/rubrics.js';
import { type AnalysisRequest } from './analyze-thumbnail.input.js';
import { completeStoredAnalysis } from './complete-stored-analysis.js';
import { composeAnalysis } from './compose-analysis.js';
import { askTheJudge } from './judge-outcome.js';

/** What an analysis needs from the outside. */
export interface AnalysisServiceParts {
  readonly pictures: Pictures;
  readonly images: StoredImages;
  readonly judgements: JudgementService;
  readonly measurer: Measurer;
  /** Where pictures are decoded and measured; the wait for the judge is not part of it. */
  readonly places: Bulkhead;
  readonly limits: ImageLimits;
}

/** A file that is being uploaded, and its share of the upload budget. */
export interface ArrivingUpload {
  readonly file: Promise<UploadedFile>;
  readonly heldRoom: HeldRoom;
}

/** The use case: a picture becomes a stored analysis. */
export class AnalysisService {
  readonly #parts: AnalysisServiceParts;

  constructor(parts: AnalysisServiceParts) {
    this.#parts = parts;
  }

  /**
   * Reads, checks, measures, judges, scores and stores an upload.
   * @returns the id of its analysis
   * @throws AppError of any IMAGE_*, UPLOAD_*, JUDGE_* (under REQUIRED) or STORAGE_* code, or SERVER_BUSY; nothing
   * is stored then.
   */
  async analyze(
    scope: OwnerScope,
    upload: ArrivingUpload,
    request: AnalysisRequest,
    signal: AbortSignal,
  ): Promise<string> {
    const { pictures } = this.#parts;
    const { filename, original, pixelHash, png, look } = await this.#receive(scope, upload, request, signal);
    const { measured } = look;
    const outcome = await look.outcome;
    refuseWhenNobodyWaits(signal);

    const createdAt = new Date();
    const id = uuidv7();
    const row = { id, ownerId: scope.ownerId, filename: displayName(filename), pixelHash, createdAt };
    const { title, audience } = request;
    const analysisId = uuidv7();

    await noteIssued(scope.em, timeOfId(id));
    try {
      await pictures.put(scope.ownerId, id, png);
    } catch (error) {
      // The store may have it anyway. We do not wait for its answer: the next sweep does what fails here.
      void pictures.delete(scope.ownerId, id).catch(() => {});
      throw error;
    }
    try {
      await changeCounted(scope, id, async (own) => {
        const thumbnail = own.em.create(Thumbnail, { ...original, ...row }, { partial: true });
        const parts = { thumbnail, rubric: currentRubric, measured, outcome, title, audience };
        own.em.persist([thumbnail, composeAnalysis(own, analysisId, createdAt, parts)]);
      });
    } catch (error) {
      await this.#removeUnlessStored(scope, id);
      throw error;
    }
    return analysisId;
  }

  /**
   * A new analysis of a stored picture, as the rubric and the measurements are today.
   * @returns its id
   * @throws AppError NOT_FOUND, JUDGE_* (under REQUIRED), STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE or SERVER_BUSY;
   * nothing is stored then.
   */
  async reanalyze(
    scope: OwnerScope,
    thumbnailId: string,
    request: AnalysisRequest,
    signal: AbortSignal,
  ): Promise<string> {
    const stored = isRowId(thumbnailId) ? await scope.em.findOne(Thumbnail, thumbnailId) : null;
    if (!stored) throw noSuchThumbnail();
    const { measured, outcome: asked } = await this.#parts.places.run(
      async () => this.#look(scope, await this.#stored(scope, stored), stored, request, signal),
      signal,
    );
    const outcome = await asked;
    refuseWhenNobodyWaits(signal);
    return changeCounted(scope, thumbnailId, async (own) => {
      // Another request may have deleted it during the model call.
      const thumbnail = await lockThumbnail(own.em, thumbnailId);
      if (!thumbnail) throw noSuchThumbnail();
      const { title, audience } = request;
      const parts = { thumbnail, rubric: currentRubric, measured, outcome, title, audience };
      const analysis = composeAnalysis(own, uuidv7(), new Date(), parts);
      own.em.persist(analysis);
      return analysis.id;
    });
  }

  /**
   * Asks the judge again for an analysis that lacks a judgement, and completes that same row from its stored
   * measurements. One that lacks none stays as it is.
   * @throws AppError NOT_FOUND, JUDGE_*, STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE or SERVER_BUSY; the row is
   * unchanged then.
   */
  async complete(scope: OwnerScope, id: string, signal: AbortSignal): Promise<void> {
    const analysis = isRowId(id) ? await scope.em.findOne(Analysis, id, { populate: ['thumbnail'] }) : null;
    if (!analysis) throw new AppError(ErrorCode.NOT_FOUND, 'There is no such analysis.');
    if (!analysis.judgeFailure) return;
    const image = await this.#parts.places.run(() => this.#stored(scope, analysis.thumbnail.$), signal);
    await completeStoredAnalysis(scope, this.#parts.judgements, analysis, image, signal);
  }

  /** Reads and looks at an upload. Its bytes leave memory as soon as they are decoded, and give their room back. */
  async #receive(
    scope: OwnerScope,
    { file, heldRoom }: ArrivingUpload,
    request: AnalysisRequest,
    signal: AbortSignal,
  ) {
    const { limits, places } = this.#parts;
    heldRoom.keep();
    let received: HeldFile | undefined;
    const letGo = () => {
      received?.discard();
      heldRoom.giveBack();
    };
    try {
      const held = await readUpload(file, limits.maxBytes);
      received = held;
      return await places.run(async () => {
        const { original, image } = await canonicalise(held, limits).finally(letGo);
        const [look, png] = await Promise.all([
          this.#look(scope, image, original, request, signal),
          encodeLossless(image),
        ]);
        return { filename: held.filename, original, pixelHash: image.pixelHash, png, look };
      }, signal);
    } finally {
      letGo();
    }
  }

  /** Measures beside the call to the model, which takes far longer and is not waited for here. */
  async #look(
    scope: OwnerScope,
    image: CanonicalImage,
    original: OriginalPicture,
    request: AnalysisRequest,
    signal: AbortSignal,
  ) {
    const outcome = askTheJudge(this.#parts.judgements, scope, image, currentRubric, request, signal);
    // A failure is handled by the later await; until then it must not count as an unhandled rejection.
    outcome.catch(() => {});
    const measured = await this.#parts.measurer.measure(image, original, signal);
    return { measured, outcome };
  }

  async #stored(scope: OwnerScope, thumbnail: Thumbnail): Promise<CanonicalImage> {
    const image = await this.#parts.images.read(scope, thumbnail);
    if (!image) throw noSuchThumbnail();
    return image;
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

/** A client that left would upload again and find everything twice; what was paid for is kept anyway. */
function refuseWhenNobodyWaits(signal: AbortSignal): void {
  if (signal.aborted) throw new ClientLeftError();
}

function noSuchThumbnail(): AppError {
  return new AppError(ErrorCode.NOT_FOUND, 'There is no such thumbnail.');
}

/** What a file is called whose client gave it no name. */
const UNNAMED = 'unnamed';

/** A client's file name, cut to what the column holds. */
function displayName(filename = ''): string {
  const name = storable(filename);
  return [...(name.trim() === '' ? UNNAMED : name)].slice(0, 255).join('');
}
