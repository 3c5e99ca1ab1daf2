import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../access/request-context.js';
import { Reads, selectedProperties } from '../fields/selected-properties.js';
import { Work } from '../fields/work.js';
import { checkCompliance } from '../measurement/compliance.js';
import { Compliance } from '../measurement/compliance.type.js';
import type { StoredRow } from '../persistence/stored-row.js';
import type { PictureAddresses } from '../pictures/picture-addresses.js';
import { fileOfWidth, PictureWidth } from '../pictures/picture-width.js';
import { Analysis } from '../records/analysis.entity.js';
import { Thumbnail } from '../records/thumbnail.entity.js';
import { AnalysisConnection, ThumbnailConnection } from './connection.type.js';
import type { HistoryService } from './history.service.js';
import { FILTERED, ThumbnailHistoryFilter } from './history-filter.input.js';
import { PageArguments } from './page-arguments.js';
import { ThumbnailHistoryOrder } from './thumbnail-history-order.js';

/** What fields are resolved from: a row, with what the selection needs of it. */
type ThumbnailRow = StoredRow<Thumbnail>;

@Resolver(() => Thumbnail)
export class ThumbnailResolver {
  readonly #history: HistoryService;
  readonly #addresses: PictureAddresses;

  constructor(history: HistoryService, addresses: PictureAddresses) {
    this.#history = history;
    this.#addresses = addresses;
  }

  @Query(() => Thumbnail, {
    nullable: true,
    description: 'One of your thumbnails; null if there is none with that id.',
  })
  thumbnail(
    @Arg('id', () => ID, { description: 'Id of a thumbnail.' }) id: string,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#history.thumbnail(scope, id, selectedProperties(info));
  }

  @Work(FILTERED)
  @Query(() => ThumbnailConnection, {
    description:
      'Your thumbnails, a page at a time, the newest first unless orderBy says otherwise. Errors: BAD_USER_INPUT for a size, cursor or filter.',
  })
  thumbnailHistory(
    @Args(() => PageArguments) page: PageArguments,
    @Arg('filter', () => ThumbnailHistoryFilter, { nullable: true, description: 'Which thumbnails to show.' })
    filter: ThumbnailHistoryFilter | null,
    @Arg('orderBy', () => ThumbnailHistoryOrder, { nullable: true, description: 'NEWEST_FIRST when absent.' })
    orderBy: ThumbnailHistoryOrder | null,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#history.page(scope, page, filter, orderBy, selectedProperties(info, 'edges', 'node'));
  }

  @Work({ cost: 0 })
  @Mutation(() => ID, {
    description:
      'Deletes a thumbnail with its analyses and its picture, and returns its id. Errors: NOT_FOUND.',
  })
  deleteThumbnail(
    @Arg('id', () => ID, { description: 'Id of a thumbnail.' }) id: string,
    @Ctx() { scope }: RequestContext,
  ) {
    return this.#history.delete(scope, id);
  }

  @Reads<Thumbnail>('ownerId', 'id')
  @FieldResolver(() => String, {
    description:
      'Absolute address of the picture as a WebP, made from its pixels. It opens without a token, for every user who has ' +
      'it, for 24 to 48 hours, and is the same all UTC day; after that, or when the picture is deleted, it is 404.',
  })
  pictureUrl(
    @Root() { ownerId, id }: ThumbnailRow,
    @Arg('width', () => PictureWidth, {
      defaultValue: PictureWidth.W360,
      description: 'Largest width in pixels.',
    })
    width: PictureWidth,
  ) {
    return this.#addresses.write({ ownerId, thumbnailId: id, file: fileOfWidth(width) }, new Date());
  }

  @Reads<Thumbnail>('latestAnalysisId')
  @FieldResolver(() => Analysis, { description: 'The newest analysis of this picture.' })
  latestAnalysis(
    @Root() { latestAnalysisId }: ThumbnailRow,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#history.storedAnalysis(scope, latestAnalysisId, selectedProperties(info));
  }

  @Reads<Thumbnail>('id')
  @FieldResolver(() => AnalysisConnection, {
    description:
      'Every analysis of this picture, the newest first. Errors: BAD_USER_INPUT for a size or cursor.',
  })
  analyses(
    @Root() { id }: ThumbnailRow,
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() { scope }: RequestContext,
    @Info() info: GraphQLResolveInfo,
  ) {
    return this.#history.analysesOf(scope, id, page, selectedProperties(info, 'edges', 'node'));
  }

  @Reads<Thumbnail>('width', 'height', 'bytes', 'format', 'frames')
  @FieldResolver(() => Compliance, {
    description: "Whether the original file follows each of YouTube's rules.",
  })
  compliance(@Root() thumbnail: ThumbnailRow) {
    return checkCompliance(thumbnail);
  }
}
