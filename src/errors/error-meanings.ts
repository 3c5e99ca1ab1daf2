import { ErrorCode } from './app-error.js';

/** What a code tells the developer of a client. */
interface ErrorMeaning {
  readonly meaning: string;
  /** What the client should do about it. */
  readonly action: string;
}

/** The one explanation of every code: the schema, `schema/errors.md` and its tests are made from it. */
export const ERROR_MEANINGS: Readonly<Record<ErrorCode, ErrorMeaning>> = {
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
  },
  NOT_FOUND: {
    meaning: 'The object to change does not exist, or belongs to another owner.',
    action: 'Drop it from the screen and load the history again.',
  },
  RATE_LIMITED: {
    meaning: 'This owner or address has asked for as much as it may in a minute or a day.',
    action: 'Wait `retryAfter` seconds, then ask again.',
  },
  QUERY_TOO_COMPLEX: {
    meaning: 'The query asks for more than one request may: the message says of what.',
    action: 'Ask for fewer fields, smaller pages or fewer aliases.',
  },
  QUERY_TIMED_OUT: {
    meaning: 'The filter lets so little through that too much of the history had to be read.',
    action: 'Narrow it as the message says: fewer conditions at once, a shorter time, rarer words.',
  },
  UPLOAD_PREFLIGHT_MISSING: {
    meaning: 'A multipart request came without the header that keeps other sites from sending one.',
    action: 'Send `Apollo-Require-Preflight: true` with every upload.',
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    meaning: 'The body is compressed or encoded, and is not taken like that.',
    action: 'Send the body as it is, without a `Content-Encoding` header.',
  },
  UPLOAD_MALFORMED: {
    meaning: 'The multipart body does not follow the GraphQL multipart request specification, or broke off.',
    action: 'Send `operations`, then `map`, then one file; ask again when the connection broke.',
  },
  IMAGE_MISSING: {
    meaning: 'The request names a file that never came, or the file is empty.',
    action: 'Attach the picture.',
  },
  IMAGE_TOO_LARGE: {
    meaning: 'The file is larger than `uploadLimits.maxBytes`.',
    action: 'Check the size before sending; save the picture smaller.',
  },
  IMAGE_TYPE_UNSUPPORTED: {
    meaning: 'The content is none of `uploadLimits.formats`, whatever the name says.',
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
      'The server has as much work as it takes at once, cannot count it at the moment, or is about to stop.',
    action: 'Wait `retryAfter` seconds, then ask again.',
  },
  JUDGE_RATE_LIMITED: {
    meaning: "The server's allowance at the model's provider is used up for now.",
    action: 'Wait `retryAfter` seconds; with PREFERRED, call `completeAnalysis` later.',
  },
  JUDGE_UNAVAILABLE: {
    meaning: 'The model cannot be reached or is out of order.',
    action: 'Ask again later; with PREFERRED, call `completeAnalysis` later.',
  },
  JUDGE_TIMEOUT: {
    meaning: 'The model did not answer in time.',
    action: 'Ask again later; with PREFERRED, call `completeAnalysis` later.',
  },
  JUDGE_REFUSED_REQUEST: {
    meaning: 'The model will not judge this request, and asking the same again will not help.',
    action: 'Try another picture or title, or analyse with SKIP.',
  },
  JUDGE_REPLY_INVALID: {
    meaning: 'The model answered something that is no judgement.',
    action: 'Ask again; with PREFERRED, call `completeAnalysis`.',
  },
  JUDGE_NOT_CONFIGURED: {
    meaning: 'This server has no working key for a model.',
    action: 'Show the measured score; tell the operator to set GROQ_API_KEY.',
  },
  DATABASE_UNAVAILABLE: {
    meaning: 'The database does not answer, or all its connections are taken.',
    action:
      'Wait a moment and ask again. After a mutation look at the history first: it may have been stored.',
  },
  STORAGE_UNAVAILABLE: {
    meaning: 'The store of pictures cannot be read or written.',
    action: 'Wait a moment and ask again; nothing was stored.',
  },
  STORED_PICTURE_UNREADABLE: {
    meaning:
      'The server has lost or damaged the stored picture of this thumbnail. Its analyses are still there.',
    action: 'Do not ask again; upload the picture once more, and tell the operator.',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'The server has an internal error.',
    action: "Report it with the answer's `x-request-id` header.",
  },
};
