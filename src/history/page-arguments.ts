import { ArgsType, Field, Int } from 'type-graphql';
import { AppError, ErrorCode } from '../errors/app-error.js';

/** Entries when no size is given, and at most. */
export const DEFAULT_PAGE = 20;
export const LARGEST_PAGE = 100;

@ArgsType()
export class PageArguments {
  @Field(() => Int, {
    nullable: true,
    description: `How many from the start, 0 to ${LARGEST_PAGE}; ${DEFAULT_PAGE} when neither is given.`,
  })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes after this cursor.' })
  after?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: `How many from the end, 0 to ${LARGEST_PAGE}; not together with first.`,
  })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Only what comes before this cursor.' })
  before?: string | null;
}

/** Which part of a list is asked for: so many from its start, or from its end. */
export interface PageRequest {
  readonly size: { readonly first: number } | { readonly last: number };
  readonly after: string | null;
  readonly before: string | null;
}

/** @throws AppError BAD_USER_INPUT when both sizes are given, or one is out of range. */
export function parsePage({ first, after, last, before }: PageArguments): PageRequest {
  if (first != null && last != null) {
    throw new AppError(ErrorCode.BAD_USER_INPUT, 'Give first or last, not both.');
  }
  const size = last != null ? { last } : { first: first ?? DEFAULT_PAGE };
  const [name, count] = Object.entries(size)[0] ?? ['first', 0];
  if (count < 0 || count > LARGEST_PAGE) {
    throw new AppError(ErrorCode.BAD_USER_INPUT, `${name} must be from 0 to ${LARGEST_PAGE}.`);
  }
  return { size, after: after ?? null, before: before ?? null };
}
