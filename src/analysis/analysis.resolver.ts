import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../access/request-context.js';
import { type IncomingUpload, UploadScalar } from '../image/upload.scalar.js';
import { UnmeasuredCause } from '../measurement/measured.js';
import { RubricType } from '../scoring/rubric.type.js';
import { rubricByVersion } from '../scoring/rubrics.js';
import type { HistoryService } from '../thumbnail/history.service.js';
import type { PictureAddresses } from '../thumbnail/picture-addresses.js';
import { fileOfView, PictureView } from '../thumbnail/picture-view.js';
import { Thumbnail } from '../thumbnail/thumbnail.entity.js';
import { Analysis } from './analysis.entity.js';
import type { AnalysisService } from './analysis.service.js';
import { AnalyzeThumbnailInput, parseAnalysisRequest } from './analyze-thumbnail.input.js';
import { CriterionScore } from './criterion-score.entity.js';
import { Finding } from './finding.entity.js';
import { JudgementType, showJudgement } from './judgement.type.js';
import { UnmeasuredFamily } from './unmeasured-family.type.js';

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
    description: 'One of your analyses; null when there is none of that id.',
  })
  analysis(
    @Arg('id', () => ID, { description: 'Id of an analysis.' }) id: string,
    @Ctx() { scope }: RequestContext,
  ) {
    return this.#history.analysis(scope, id);
  }

  @Mutation(() => Analysis, {
    description:
      'Checks, measures, judges, scores and stores one picture. Send it as a GraphQL multipart request with the ' +
      'header `Apollo-Require-Preflight: true`. Errors: UPLOAD_*, IMAGE_*, BAD_USER_INPUT, STORAGE_UNAVAILABLE, ' +
      'SERVER_BUSY, and JUDGE_* under REQUIRED; nothing is stored then.',
  })
  analyzeThumbnail(
    @Arg('file', () => UploadScalar, { description: 'The picture: JPEG, PNG, WebP, GIF or AVIF.' })
    { file }: IncomingUpload,
    @Arg('input', () => AnalyzeThumbnailInput, {
      nullable: true,
      description: 'What is known about the video.',
    })
    input: AnalyzeThumbnailInput | null,
    @Ctx() { scope, signal, heldRoom }: RequestContext,
  ) {
    return this.#analyses.analyze(scope, { file, heldRoom }, parseAnalysisRequest(input), signal);
  }

  @Mutation(() => Analysis, {
    description:
      'A new analysis of a stored picture, for another title or by a newer rubric. Errors: NOT_FOUND, ' +
      'BAD_USER_INPUT, STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE, SERVER_BUSY, and JUDGE_* under REQUIRED; nothing is stored then.',
  })
  reanalyzeThumbnail(
    @Arg('thumbnailId', () => ID, { description: 'Id of a thumbnail.' }) thumbnailId: string,
    @Arg('input', () => AnalyzeThumbnailInput, {
      nullable: true,
      description: 'What is known about the video.',
    })
    input: AnalyzeThumbnailInput | null,
    @Ctx() { scope, signal }: RequestContext,
  ) {
    return this.#analyses.reanalyze(scope, thumbnailId, parseAnalysisRequest(input), signal);
  }

  @Mutation(() => Analysis, {
    description:
      'Asks the judge again for an analysis with a judgeFailure and completes that same row; any other is returned as ' +
      'it is, also one that only lacks a family: reanalyzeThumbnail measures anew. ' +
      'Errors: NOT_FOUND, JUDGE_*, SERVER_BUSY, STORED_PICTURE_UNREADABLE, STORAGE_UNAVAILABLE; the analysis is unchanged then.',
  })
  completeAnalysis(
    @Arg('id', () => ID, { description: 'Id of an analysis.' }) id: string,
    @Ctx() { scope, signal }: RequestContext,
  ) {
    return this.#analyses.complete(scope, id, signal);
  }

  @FieldResolver(() => Thumbnail, { description: 'The picture that was analysed.' })
  thumbnail(@Root() analysis: Analysis) {
    return analysis.thumbnail.loadOrFail();
  }

  @FieldResolver(() => [CriterionScore], { description: "Every criterion, in the rubric's order." })
  criteria(@Root() analysis: Analysis) {
    return analysis.criteria.loadItems();
  }

  @FieldResolver(() => [Finding], { description: 'What fell short, the one whose mending helps most first.' })
  findings(@Root() analysis: Analysis) {
    return analysis.findings.loadItems();
  }

  @FieldResolver(() => [UnmeasuredFamily], {
    description: 'Families without numbers, and why; empty when all is measured.',
  })
  unmeasured(@Root() { unmeasured }: Analysis): UnmeasuredFamily[] {
    // Causes are stored since measurement version 2; before, a family could only fail.
    return unmeasured.map((one) => ({ ...one, cause: one.cause ?? UnmeasuredCause.FAILED }));
  }

  @FieldResolver(() => JudgementType, {
    nullable: true,
    description: "The model's words; null where none spoke.",
  })
  async judgement(@Root() analysis: Analysis) {
    const judgement = await analysis.judgement?.loadOrFail();
    return judgement ? showJudgement(judgement, analysis.judgementReused) : null;
  }

  @FieldResolver(() => String, {
    description:
      'Absolute address of what draws the eye, as a transparent WebP in the shape of the picture: lay it over. ' +
      'Rendered when it is first asked for, by the measurements of today. Good for as long as Thumbnail.pictureUrl.',
  })
  heatmapUrl(@Root() analysis: Analysis) {
    return this.#addressOf(analysis, PictureView.HEATMAP);
  }

  @FieldResolver(() => String, {
    description:
      'Absolute address of the picture at 360, 168 and 120 pixels in a mock of the light and the dark feed, with ' +
      'the duration badge, as a WebP of 744×612 pixels. Good for as long as Thumbnail.pictureUrl.',
  })
  smallSizesUrl(@Root() analysis: Analysis) {
    return this.#addressOf(analysis, PictureView.SMALL_SIZES);
  }

  @FieldResolver(() => RubricType, {
    nullable: true,
    description:
      'The rubric that scored it, as it was published; null on an older server that does not know it yet.',
  })
  rubric(@Root() analysis: Analysis) {
    return rubricByVersion(analysis.rubricVersion);
  }

  #addressOf({ ownerId, thumbnail }: Analysis, view: PictureView): string {
    return this.#addresses.write({ ownerId, thumbnailId: thumbnail.id, file: fileOfView(view) }, new Date());
  }
}
