import { Field, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import type { FieldWork } from '../fields/work.js';
import type { PictureFormat } from '../image/canonical-image.js';
import { PictureFormatEnum } from '../image/picture-format.type.js';
import { parseInput } from '../input/parse-input.js';
import { type Sought, soughtBy } from '../input/search-text.js';
import { optionalText } from '../input/storable-text.js';
import { AnalysisStatus } from '../records/analysis-status.js';

const LONGEST_SEARCH = 200;

@InputType({ description: 'A range of whole scores; a missing end is open.' })
export class ScoreRange {
  @Field(() => Int, { nullable: true, description: 'Lowest score, included, 0 to 100.' })
  min?: number | null;

  @Field(() => Int, { nullable: true, description: 'Highest score, included, 0 to 100.' })
  max?: number | null;
}

@InputType({ description: 'A range of time; a missing end is open.' })
export class TimeRange {
  @Field(() => Date, { nullable: true, description: 'Start of the range, included.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'End of the range, not included.' })
  to?: Date | null;
}

/** The work of a field with such a filter: it can have rows read one after another, for as long as some hundred fields take. */
export const FILTERED: FieldWork = { cost: 0, filterCost: 1500 };

@InputType({ description: 'Which thumbnails to show; all the given conditions must hold.' })
export class ThumbnailHistoryFilter {
  @Field(() => ScoreRange, { nullable: true, description: 'By the score of the newest analysis.' })
  score?: ScoreRange | null;

  @Field(() => AnalysisStatus, { nullable: true, description: 'By the status of the newest analysis.' })
  status?: AnalysisStatus | null;

  @Field(() => TimeRange, { nullable: true, description: 'By the time of the upload.' })
  createdAt?: TimeRange | null;

  @Field(() => PictureFormatEnum, { nullable: true, description: 'By the format of the original.' })
  format?: PictureFormat | null;

  @Field(() => String, {
    nullable: true,
    description:
      `Words of the newest title or of the file name, in any case; the last word may be incomplete. At most ` +
      `${LONGEST_SEARCH} characters.`,
  })
  text?: string | null;
}

const score = z
  .int({ error: 'must be a whole number from 0 to 100' })
  .min(0, 'must be at least 0')
  .max(100, 'must be at most 100')
  .nullish();

/** Both engines store and compare these years alike; outside of them MySQL knows no date. */
const moment = z
  .date()
  .min(new Date('1000-01-01T00:00:00Z'), 'is too early')
  .max(new Date('9999-12-30T00:00:00Z'), 'is too late')
  .nullish();

/** What the schema cannot say about the filter. */
const filterSchema = z.object({
  score: z
    .object({ min: score, max: score })
    .refine(({ min, max }) => min == null || max == null || min <= max, {
      error: 'min must not be above max',
    })
    .nullish(),
  status: z.enum(AnalysisStatus).nullish(),
  createdAt: z
    .object({ from: moment, to: moment })
    .refine(({ from, to }) => !from || !to || from <= to, { error: 'from must not be after to' })
    .nullish(),
  format: z.enum(PictureFormatEnum).nullish(),
  text: optionalText(LONGEST_SEARCH),
});

/** A filter without what lets everything pass: two that are equal as JSON let the same thumbnails pass. */
export type HistoryFilter = Readonly<{
  minScore?: number;
  maxScore?: number;
  status?: AnalysisStatus;
  from?: Date;
  to?: Date;
  format?: PictureFormat;
  text?: Sought;
}>;

/**
 * The filter that a client sent.
 * @throws AppError BAD_USER_INPUT that names the field.
 */
export function parseHistoryFilter(input: ThumbnailHistoryFilter | null | undefined): HistoryFilter {
  const { score, status, createdAt, format, text } = parseInput(filterSchema, input ?? {});
  const sought = text ? soughtBy(text) : null;
  return {
    ...(score?.min != null && score.min > 0 && { minScore: score.min }),
    ...(score?.max != null && score.max < 100 && { maxScore: score.max }),
    ...(status && { status }),
    ...(createdAt?.from && { from: createdAt.from }),
    ...(createdAt?.to && { to: createdAt.to }),
    ...(format && { format }),
    ...(sought && { text: sought }),
  };
}
