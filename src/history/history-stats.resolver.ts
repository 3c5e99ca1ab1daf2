import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { RequestContext } from '../access/request-context.js';
import { selectedProperties } from '../fields/selected-properties.js';
import { Work } from '../fields/work.js';
import {
  FILTERED,
  type HistoryFilter,
  parseHistoryFilter,
  ThumbnailHistoryFilter,
} from './history-filter.input.js';
import type { HistoryStatsService } from './history-stats.service.js';
import {
  HistorySeriesPoint,
  HistoryStats,
  HistoryStatsGroup,
  PaidJudgements,
  SeriesStep,
} from './history-stats.type.js';

/** What the fields of one HistoryStats have in common. */
interface StatsRoot {
  readonly filter: HistoryFilter;
}

@Resolver(() => HistoryStats)
export class HistoryStatsResolver {
  readonly #stats: HistoryStatsService;

  constructor(stats: HistoryStatsService) {
    this.#stats = stats;
  }

  @Work(FILTERED)
  @Query(() => HistoryStats, {
    nullable: true,
    description: 'Statistics of your thumbnails. Errors: BAD_USER_INPUT for a filter.',
  })
  historyStats(
    @Arg('filter', () => ThumbnailHistoryFilter, {
      nullable: true,
      description: 'Which thumbnails to count.',
    })
    filter: ThumbnailHistoryFilter | null,
  ): StatsRoot {
    return { filter: parseHistoryFilter(filter) };
  }

  @FieldResolver(() => [HistoryStatsGroup], {
    description: 'A group for each rubric version and status, the newest rubric first.',
  })
  groups(@Root() { filter }: StatsRoot, @Ctx() { scope }: RequestContext, @Info() info: GraphQLResolveInfo) {
    return this.#stats.groups(scope, filter, selectedProperties(info).includes('criteria'));
  }

  @FieldResolver(() => [HistorySeriesPoint], {
    description:
      'Mean scores by time of upload, the earliest first; days or weeks without uploads are left out.',
  })
  series(
    @Root() { filter }: StatsRoot,
    @Arg('by', () => SeriesStep, { description: 'The period of one point.' }) by: SeriesStep,
    @Ctx() { scope }: RequestContext,
  ) {
    return this.#stats.series(scope, filter, by);
  }

  @FieldResolver(() => PaidJudgements, {
    description:
      'What the judgements of the newest analyses took. One that serves several analyses counts once, also where ' +
      'the one that paid for it is not among them. Judgements that gave way to a newer analysis, and calls that ' +
      'brought none, are not in it.',
  })
  paid(@Root() { filter }: StatsRoot, @Ctx() { scope }: RequestContext) {
    return this.#stats.paid(scope, filter);
  }
}
