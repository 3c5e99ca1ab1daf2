import { ErrorCode } from './app-error.js';

/** Everything that is known of a code. */
interface ErrorEntry {
  readonly meaning: string;
  /** What the client should do about it. */
  readonly action: string;
  /** HTTP status of an answer that no resolver made; 400 where it is absent. */
  readonly status?: number;
  /** Whether the operator has to act, so that it is logged as an error. */
  readonly operator?: boolean;
}

/** The one list of the codes: the schema, `schema/errors.md`, statuses and the log follow from it. */
export const ERROR_CATALOGUE: Readonly<Record<ErrorCode, ErrorEntry>> = {
  GRAPHQL_PARSE_FAILED: {
    meaning: 'The query is not valid GraphQL.',
    action: 'Correct the syntax at the given location.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The query does not fit the schema.',
    action: 'Compare it with `schema/schema.graphql`; generated types prevent this.',
  },
  BAD_USER_INPUT: {
    meaning: 'An argument, a variable or the request itself cannot be used.',
    action: 'Correct the value that the message names.',
  },
  UNAUTHENTICATED: {
    meaning: 'The request has no valid access token.',
    action: 'Sign in again and send a fresh token.',
    status: 401,
  },
  NOT_FOUND: {
    meaning: 'The object to change does not exist, or belongs to another owner.',
    action: 'Remove it from the screen and load the history again.',
    status: 404,
  },
  RATE_LIMITED: {
    meaning: 'The rate limit of this owner or IP address for a minute or a day is used up.',
    action: 'Wait `retryAfter` seconds, then retry.',
    status: 429,
  },
  QUERY_TOO_COMPLEX: {
    meaning: 'The query is above a limit; the message names the limit.',
    action: 'Request fewer fields, smaller pages or fewer aliases.',
  },
  QUERY_TIMED_OUT: {
    meaning: 'The filter matches so few entries that too much of the history had to be read.',
    action: 'Narrow it as the message says: fewer conditions at once, a shorter time, rarer words.',
  },
  UPLOAD_PREFLIGHT_MISSING: {
    meaning:
      'A multipart request does not have the header that protects against requests from other web sites.',
    action: 'Send `Apollo-Require-Preflight: true` with every upload.',
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    meaning: 'The body is compressed or encoded, which the server does not accept.',
    action: 'Send the body uncompressed, without a `Content-Encoding` header.',
    status: 415,
  },
  UPLOAD_MALFORMED: {
    meaning:
      'The multipart body does not follow the GraphQL multipart request specification, or is incomplete.',
    action: 'Send `operations`, then `map`, then one file. Retry if the connection was interrupted.',
  },
  IMAGE_MISSING: {
    meaning: 'The request names a file that it does not contain, or the file is empty.',
    action: 'Attach the picture.',
  },
  IMAGE_TOO_LARGE: {
    meaning: 'The file is larger than `uploadLimits.maxBytes`.',
    action: 'Check the size before sending; save the picture smaller.',
  },
  IMAGE_TYPE_UNSUPPORTED: {
    meaning: 'The content of the file has none of the formats in `uploadLimits.formats`.',
    action: 'Save the picture as JPEG or PNG.',
  },
  IMAGE_CORRUPT: {
    meaning: 'The picture cannot be decoded to its last pixel.',
    action: 'Export it again.',
  },
  IMAGE_DIMENSIONS_UNSUPPORTED: {
    meaning: 'The picture is smaller or larger in pixels than `uploadLimits` allows.',
    action: 'Export it at 1280×720.',
  },
  SERVER_BUSY: {
    meaning:
      'The server is at its limit of concurrent work, cannot check rate limits at the moment, or is stopping.',
    action: 'Wait `retryAfter` seconds, then retry.',
    status: 503,
  },
  JUDGE_RATE_LIMITED: {
    meaning: 'The rate limit of the server at the provider of the model is used up for now.',
    action: 'Wait `retryAfter` seconds; with PREFERRED, call `completeAnalysis` later.',
  },
  JUDGE_UNAVAILABLE: {
    meaning: 'The model cannot be reached or does not work.',
    action: 'Retry later; with PREFERRED, call `completeAnalysis` later.',
  },
  JUDGE_TIMEOUT: {
    meaning: 'The model did not answer in time.',
    action: 'Retry later; with PREFERRED, call `completeAnalysis` later.',
  },
  JUDGE_REFUSED_REQUEST: {
    meaning: 'The model refuses this request. The same request will be refused again.',
    action: 'Try another picture or title, or analyse with SKIP.',
  },
  JUDGE_REPLY_INVALID: {
    meaning: 'The reply of the model is not a valid judgement.',
    action: 'Retry; with PREFERRED, call `completeAnalysis`.',
  },
  JUDGE_NOT_CONFIGURED: {
    meaning: 'This server has no working API key for a model.',
    action: 'Show the measured score. The operator can set GROQ_API_KEY.',
  },
  DATABASE_UNAVAILABLE: {
    meaning: 'The database does not answer, or all connections are in use.',
    action: 'Wait a moment and retry. After a mutation, check the history first: it may have been stored.',
    status: 503,
    operator: true,
  },
  STORAGE_UNAVAILABLE: {
    meaning: 'The picture store cannot be read or written.',
    action: 'Wait a moment and retry. Nothing was stored.',
    status: 503,
    operator: true,
  },
  STORED_PICTURE_UNREADABLE: {
    meaning:
      'The server has lost or damaged the stored picture of this thumbnail. Its analyses are still there.',
    action: 'Do not retry. Upload the picture again, and inform the operator.',
    // Neither a fault of the code nor over by waiting: there is no such picture until the operator puts it back.
    status: 404,
    operator: true,
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'The server has an internal error.',
    action: "Report it with the answer's `x-request-id` header.",
    status: 500,
    operator: true,
  },
};

/** Whether a value is a code. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === 'string' && Object.hasOwn(ERROR_CATALOGUE, value);
}
