import type { ErrorCode } from './operations.generated.js';

/** Why something could not be done: a code of the server, or why the server could not be asked. */
export type RefusalCode = ErrorCode | 'OFFLINE' | 'UNREACHABLE' | 'ANSWER_UNUSABLE';

interface Advice {
  /** What happened, as a sentence. */
  readonly what: string;
  /** What the visitor can do about it. */
  readonly todo: string;
  /** Whether the same request may succeed later. */
  readonly mayTryAgain?: true;
  /** Whether the server's own words hold a number or a name that helps. */
  readonly hasDetail?: true;
}

const JUDGE_LATER = 'The measured score is valid. Call the model again later.';

/** What is said about each code; the compiler asks for a new line when the schema has a new code. */
export const REFUSAL_ADVICE: Readonly<Record<RefusalCode, Advice>> = {
  OFFLINE: {
    what: 'You are offline.',
    todo: 'It continues automatically when the connection is back.',
    mayTryAgain: true,
  },
  UNREACHABLE: {
    what: 'The server does not answer.',
    todo: 'Check that it runs, then try again.',
    mayTryAgain: true,
  },
  ANSWER_UNUSABLE: {
    what: 'The answer did not come from this server.',
    todo: 'Something in between may have answered, such as a proxy or a sign-in. Load the page again, or try again.',
    mayTryAgain: true,
  },
  UNAUTHENTICATED: {
    what: 'This server requires authentication.',
    todo: 'Paste an access token of your sign-in below. It stays only in this tab.',
    hasDetail: true,
  },
  RATE_LIMITED: {
    what: 'Too many requests in a short time.',
    todo: 'Wait a moment, then try again.',
    mayTryAgain: true,
  },
  SERVER_BUSY: {
    what: 'The server is busy.',
    todo: 'Wait a moment, then try again.',
    mayTryAgain: true,
  },
  IMAGE_TOO_LARGE: {
    what: 'The file is too large.',
    todo: 'Save the picture as a JPEG, or in a lower quality.',
    hasDetail: true,
  },
  IMAGE_TYPE_UNSUPPORTED: {
    what: 'This is not a picture that can be analysed.',
    todo: 'Save it as JPEG or PNG.',
    hasDetail: true,
  },
  IMAGE_CORRUPT: {
    what: 'The picture is damaged or incomplete.',
    todo: 'Export it again, then choose the new file.',
  },
  IMAGE_DIMENSIONS_UNSUPPORTED: {
    what: 'The picture has too few or too many pixels.',
    todo: 'Export it at 1280×720, the size that YouTube recommends.',
    hasDetail: true,
  },
  IMAGE_MISSING: {
    what: 'The file is empty.',
    todo: 'Choose another file.',
  },
  UPLOAD_MALFORMED: {
    what: 'The upload was interrupted.',
    todo: 'Try again.',
    mayTryAgain: true,
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    what: 'A proxy or a browser extension compressed the request.',
    todo: 'Try again without that proxy or extension.',
  },
  UPLOAD_PREFLIGHT_MISSING: {
    what: 'A proxy or a browser extension removed a header from the request.',
    todo: 'Try again without that proxy or extension.',
  },
  JUDGE_NOT_CONFIGURED: {
    what: 'No model is set up on this server.',
    todo: 'The score is made of what was measured. The operator of the server can add an API key for a model.',
  },
  JUDGE_RATE_LIMITED: {
    what: 'The rate limit of the model is used up for now.',
    todo: JUDGE_LATER,
    mayTryAgain: true,
  },
  JUDGE_UNAVAILABLE: {
    what: 'The model cannot be reached.',
    todo: JUDGE_LATER,
    mayTryAgain: true,
  },
  JUDGE_TIMEOUT: {
    what: 'The model took too long.',
    todo: JUDGE_LATER,
    mayTryAgain: true,
  },
  JUDGE_REPLY_INVALID: {
    what: 'The reply of the model is not a valid judgement.',
    todo: JUDGE_LATER,
    mayTryAgain: true,
  },
  JUDGE_REFUSED_REQUEST: {
    what: 'The model refuses this picture or title.',
    todo: 'The measured score is valid. Try another title or another picture.',
  },
  NOT_FOUND: {
    what: 'This thumbnail is no longer there.',
    todo: 'It was deleted, or it belongs to another account.',
  },
  BAD_USER_INPUT: {
    what: 'The server cannot use what was entered.',
    todo: 'Change it and try again.',
    hasDetail: true,
  },
  QUERY_TOO_COMPLEX: {
    what: 'The request of this page is too large for the server.',
    todo: 'Load the page again; if that does not help, its version does not fit this server.',
  },
  QUERY_TIMED_OUT: {
    what: 'The server must read too many of your thumbnails for this filter.',
    todo: 'Use fewer filters at once, a shorter time or rarer words.',
  },
  GRAPHQL_PARSE_FAILED: {
    what: 'This page and the server do not understand each other.',
    todo: 'Load the page again; if that does not help, its version does not fit this server.',
  },
  GRAPHQL_VALIDATION_FAILED: {
    what: 'This page and the server do not understand each other.',
    todo: 'Load the page again; if that does not help, its version does not fit this server.',
  },
  DATABASE_UNAVAILABLE: {
    what: 'The server cannot reach its database.',
    todo: 'Wait a moment, then look at the history before you try again.',
    mayTryAgain: true,
  },
  STORAGE_UNAVAILABLE: {
    what: 'The server cannot reach its pictures.',
    todo: 'Nothing was stored. Wait a moment, then try again.',
    mayTryAgain: true,
  },
  STORED_PICTURE_UNREADABLE: {
    what: 'The server has lost or damaged this picture.',
    todo: 'Send the picture again, and tell the operator of the server.',
  },
  INTERNAL_SERVER_ERROR: {
    what: 'Something went wrong on the server.',
    todo: 'Try again. If it happens again, tell the operator of the server.',
    mayTryAgain: true,
  },
};
