/**
 * Every way in which we refuse, with what it means. Clients switch on the code, so a code is never renamed;
 * `schema/errors.md` explains each to them.
 */
export enum ErrorCode {
  GRAPHQL_PARSE_FAILED = 'GRAPHQL_PARSE_FAILED',
  GRAPHQL_VALIDATION_FAILED = 'GRAPHQL_VALIDATION_FAILED',
  BAD_USER_INPUT = 'BAD_USER_INPUT',
  UNAUTHENTICATED = 'UNAUTHENTICATED',
  NOT_FOUND = 'NOT_FOUND',
  RATE_LIMITED = 'RATE_LIMITED',
  QUERY_TOO_COMPLEX = 'QUERY_TOO_COMPLEX',
  QUERY_TIMED_OUT = 'QUERY_TIMED_OUT',
  UPLOAD_PREFLIGHT_MISSING = 'UPLOAD_PREFLIGHT_MISSING',
  CONTENT_ENCODING_UNSUPPORTED = 'CONTENT_ENCODING_UNSUPPORTED',
  UPLOAD_MALFORMED = 'UPLOAD_MALFORMED',
  IMAGE_MISSING = 'IMAGE_MISSING',
  IMAGE_TOO_LARGE = 'IMAGE_TOO_LARGE',
  IMAGE_TYPE_UNSUPPORTED = 'IMAGE_TYPE_UNSUPPORTED',
  IMAGE_CORRUPT = 'IMAGE_CORRUPT',
  IMAGE_DIMENSIONS_UNSUPPORTED = 'IMAGE_DIMENSIONS_UNSUPPORTED',
  SERVER_BUSY = 'SERVER_BUSY',
  JUDGE_RATE_LIMITED = 'JUDGE_RATE_LIMITED',
  JUDGE_UNAVAILABLE = 'JUDGE_UNAVAILABLE',
  JUDGE_TIMEOUT = 'JUDGE_TIMEOUT',
  JUDGE_REFUSED_REQUEST = 'JUDGE_REFUSED_REQUEST',
  JUDGE_REPLY_INVALID = 'JUDGE_REPLY_INVALID',
  JUDGE_NOT_CONFIGURED = 'JUDGE_NOT_CONFIGURED',
  DATABASE_UNAVAILABLE = 'DATABASE_UNAVAILABLE',
  STORAGE_UNAVAILABLE = 'STORAGE_UNAVAILABLE',
  STORED_PICTURE_UNREADABLE = 'STORED_PICTURE_UNREADABLE',
  INTERNAL_SERVER_ERROR = 'INTERNAL_SERVER_ERROR',
}

/** A refusal for a client: its message never contains internal text or text of a provider. */
export class AppError extends Error {
  override readonly name = 'AppError';
  /** Whole seconds after which asking again may help; absent if the time is unknown, or waiting does not help. */
  readonly retryAfter: number | undefined;

  constructor(
    readonly code: ErrorCode,
    message: string,
    options: { retryAfter?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.retryAfter = options.retryAfter;
  }
}
