import { type ObjectQuery, raw } from '@mikro-orm/core';
import { Field, InputType, Int } from 'type-graphql';
import { z } from 'zod';
import { AnalysisStatus } from '../analysis/analysis-status.js';
import { optionalText } from '../client-text.js';
import type { PictureFormat } from '../image/canonical-image.js';
import { PictureFormatEnum } from '../image/picture-format.type.js';
import { parseInput } from '../parse-input.js';
import { foldText, type Thumbnail } from './thumbnail.entity.js';

const LONGEST_SEARCH = 200;

@InputType({ description: 'A range of whole scores; a missing end is open.' })
export class ScoreRange {
  @Field(() => Int, { nullable: true, description: 'Lowest score that passes, 0 to 100.' })
  min?: number | null;

  @Field(() => Int, { nullable: true, description: 'Highest score that passes, 0 to 100.' })
  max?: number | null;
}

@InputType({ description: 'A range of time; a missing end is open.' })
export class TimeRange {
  @Field(() => Date, { nullable: true, description: 'Earliest moment that passes.' })
  from?: Date | null;

  @Field(() => Date, { nullable: true, description: 'First moment that no longer passes.' })
  to?: Date | null;
}

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
    description: `Part of the newest title or of the file name, in any case, at most ${LONGEST_SEARCH} characters.`,
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

/**
 * The filter as a condition on stored columns.
 * @throws AppError BAD_USER_INPUT that names the field.
 */
export function parseHistoryFilter(input: ThumbnailHistoryFilter | null | undefined): ObjectQuery<Thumbnail> {
  const filter = parseInput(filterSchema, input ?? {});
  const conditions: ObjectQuery<Thumbnail>[] = [];
  if (filter.score?.min != null) conditions.push({ latestScore: { $gte: filter.score.min } });
  if (filter.score?.max != null) conditions.push({ latestScore: { $lte: filter.score.max } });
  if (filter.status) conditions.push({ latestStatus: filter.status });
  if (filter.createdAt?.from) conditions.push({ createdAt: { $gte: filter.createdAt.from } });
  if (filter.createdAt?.to) conditions.push({ createdAt: { $lt: filter.createdAt.to } });
  if (filter.format) conditions.push({ format: filter.format });
  if (filter.text) conditions.push(containing(filter.text));
  return conditions.length > 0 ? { $and: conditions } : {};
}

/**
 * Not LIKE: its wildcards would have to be escaped, and each engine escapes in its own way. In hexadecimal, since the
 * ORM takes a question mark inside a value of a raw fragment for a further placeholder: that would let a client
 * write SQL.
 */
function containing(text: string): ObjectQuery<Thumbnail> {
  const hexadecimal = Buffer.from(foldText(text)).toString('hex');
  const found = raw((alias) => `instr(${alias}.search_text, cast(x'${hexadecimal}' as char))`);
  return { [found]: { $gt: 0 } };
}
