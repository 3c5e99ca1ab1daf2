import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../access/request-context.js';
import { Reads, selectedProperties } from '../fields/selected-properties.js';
import { type FieldWork, Work } from '../fields/work.js';
import type { HistoryService } from '../history/history.service.js';
import { type IncomingUpload, UploadScalar } from '../image/upload.scalar.js';
import { UnmeasuredCause } from '../measurement/measured.js';
import type { StoredRow } from '../persistence/stored-row.js';
import type { PictureAddresses } from '../pictures/picture-addresses.js';
import { fileOfView, PictureView } from '../pictures/picture-view.js';
import { Analysis } from '../records/analysis.entity.js';
import { CriterionScore } from '../records/criterion-score.entity.js';
import { Finding } from '../records/finding.entity.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { RubricType } from '../scoring/rubric.type.js';
import { rubricByVersion } from '../scoring/rubrics.js';
import type { AnalysisService } from './analysis.service.js';
import { AnalyzeThumbnailInput, parseAnalysisRequest } from './analyze-thumbnail.input.js';
import { JudgementType } from './judgement.type.js';
import { UnmeasuredFamily } from './unmeasured-family.type.js';

/** A handful of analyses fits into one operation. */
const ANALYSIS: FieldWork = { cost: 4000, isAnalysis: true };

/** What fields are resolved from: a row, with what the selection needs of it. */
type AnalysisRow = StoredRow<Analysis>;

@Resolver(() => Analysis)
export class AnalysisResolver {
  readonly #analyses: AnalysisService;
  readonly #history: HistoryService;
  readonly #addresses: PictureAddresses;

  constructor(analyses: AnalysisService, history: HistoryService, addresses: PictureAddresses) {
    this.#analyses = analyses;
    this.#history = history;
    this.#addresses = addresses;
  }

  @Query(() => Analysis, {
    nullable: true,
    description: 'One of your analyses; null if there is none with that id.',
  })
  analysis(
    @Arg('id', () => ID, { description: 'Id of an analysis.' }) id: string,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#history.analysis(scope, id, selectedProperties(info));
  }

  @Work(ANALYSIS)
  @Mutation(() => Analysis, {
    description:
      'Checks, measures, judges, scores and stores one picture. Send it as a GraphQL multipart request with the ' +
      'header `Apollo-Require-Preflight: true`. Errors: UPLOAD_*, IMAGE_*, BAD_USER_INPUT, STORAGE_UNAVAILABLE, ' +
      'SERVER_BUSY, and JUDGE_* under REQUIRED; nothing is stored then.',
  })
  async analyzeThumbnail(
    @Arg('file', () => UploadScalar, { description: 'The picture: JPEG, PNG, WebP, GIF or AVIF.' })
    { file }: IncomingUpload,
    @Arg('input', () => AnalyzeThumbnailInput, {
      nullable: true,
      description: 'What is known about the video.',
    })
    input: AnalyzeThumbnailInput | null,
    @Ctx() { scope, signal, heldRoom }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const id = await this.#analyses.analyze(scope, { file, heldRoom }, parseAnalysisRequest(input), signal);
    return this.#history.storedAnalysis(scope, id, selectedProperties(info));
  }

  @Work(ANALYSIS)
  @Mutation(() => Analysis, {
    description:
      'A new analysis of a stored picture, for another title or by a newer rubric. Errors: NOT_FOUND, ' +
      'BAD_USER_INPUT, STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE, SERVER_BUSY, and JUDGE_* under REQUIRED; nothing is stored then.',
  })
  async reanalyzeThumbnail(
    @Arg('thumbnailId', () => ID, { description: 'Id of a thumbnail.' }) thumbnailId: string,
    @Arg('input', () => AnalyzeThumbnailInput, {
      nullable: true,
      description: 'What is known about the video.',
    })
    input: AnalyzeThumbnailInput | null,
    @Ctx() { scope, signal }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const id = await this.#analyses.reanalyze(scope, thumbnailId, parseAnalysisRequest(input), signal);
    return this.#history.storedAnalysis(scope, id, selectedProperties(info));
  }

  @Work(ANALYSIS)
  @Mutation(() => Analysis, {
    description:
      'Asks the judge again for an analysis with a judgeFailure and completes that same row; any other is returned as ' +
      'it is, also one that only lacks a family: reanalyzeThumbnail measures again. ' +
      'Errors: NOT_FOUND, JUDGE_*, SERVER_BUSY, STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE; the analysis is unchanged then.',
  })
  async completeAnalysis(
    @Arg('id', () => ID, { description: 'Id of an analysis.' }) id: string,
    @Ctx() { scope, signal }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    await this.#analyses.complete(scope, id, signal);
    return this.#history.storedAnalysis(scope, id, selectedProperties(info));
  }

  @Reads<Analysis>('thumbnail')
  @FieldResolver(() => Thumbnail, { description: 'The picture that was analysed.' })
  thumbnail(
    @Root() { thumbnail }: AnalysisRow,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#history.storedThumbnail(scope, thumbnail, selectedProperties(info));
  }

  @Reads<Analysis>('id')
  @FieldResolver(() => [CriterionScore], { description: "Every criterion, in the rubric's order." })
  criteria(@Root() { id }: AnalysisRow, @Ctx() { scope }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return this.#history.criteriaOf(scope, id, selectedProperties(info));
  }

  @Reads<Analysis>('id')
  @FieldResolver(() => [Finding], { description: 'The findings, the most helpful one to fix first.' })
  findings(@Root() { id }: AnalysisRow, @Ctx() { scope }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return this.#history.findingsOf(scope, id, selectedProperties(info));
  }

  @FieldResolver(() => [UnmeasuredFamily], {
    description: 'Families without numbers, and why; empty when all is measured.',
  })
  unmeasured(@Root() { unmeasured }: AnalysisRow): UnmeasuredFamily[] {
    // Causes are stored since measurement version 2; before, a family could only fail.
    return unmeasured.map((one) => ({ ...one, cause: one.cause ?? UnmeasuredCause.FAILED }));
  }

  @Reads<Analysis>('judgement', 'judgementReused')
  @FieldResolver(() => JudgementType, {
    nullable: true,
    description: 'The judgement of the model; null if there is none.',
  })
  async judgement(
    @Root() { judgement: id, judgementReused: reused }: AnalysisRow,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    const judgement = id && (await this.#history.judgement(scope, id, selectedProperties(info)));
    return judgement ? { ...judgement, reused } : null;
  }

  @Reads<Analysis>('ownerId', 'thumbnail')
  @FieldResolver(() => String, {
    description:
      'Absolute address of the heat map: a transparent WebP with the shape of the picture, to lay over it. ' +
      'Rendered at the first request, with the current measuring version. Good for as long as Thumbnail.pictureUrl.',
  })
  heatmapUrl(@Root() analysis: AnalysisRow) {
    return this.#addressOf(analysis, PictureView.HEATMAP);
  }

  @Reads<Analysis>('ownerId', 'thumbnail')
  @FieldResolver(() => String, {
    description:
      'Absolute address of the picture at 360, 168 and 120 pixels in a mock of the light and the dark feed, with ' +
      'the duration badge, as a WebP of 744×612 pixels. Good for as long as Thumbnail.pictureUrl.',
  })
  smallSizesUrl(@Root() analysis: AnalysisRow) {
    return this.#addressOf(analysis, PictureView.SMALL_SIZES);
  }

  @Reads<Analysis>('rubricVersion')
  @FieldResolver(() => RubricType, {
    nullable: true,
    description:
      'The rubric that scored it, as it was published; null on an older server that does not know it yet.',
  })
  rubric(@Root() { rubricVersion }: AnalysisRow) {
    return rubricByVersion(rubricVersion);
  }

  #addressOf({ ownerId, thumbnail }: AnalysisRow, view: PictureView): string {
    return this.#addresses.write({ ownerId, thumbnailId: thumbnail, file: fileOfView(view) }, new Date());
  }
}
