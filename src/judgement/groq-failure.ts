import { z } from 'zod';
import { AppError, ErrorCode } from '../errors.js';
import { invalidReply } from './reply-schema.js';

/** As much of the SDK's errors as is read. Its classes do not tell 413, 498 and 499 apart; the status does. */
const sdkError = z.object({
  name: z.string().optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  headers: z.instanceof(Headers).optional().catch(undefined),
  /** The body of the response, whose own property is called `error` again. */
  error: z
    .object({ error: z.object({ code: z.string() }) })
    .optional()
    .catch(undefined),
});

/** What can be told of a failed call without repeating a word of the provider. */
export interface GroqFailure {
  /** Null where no response arrived. */
  readonly status: number | null;
  /** True where another model may well answer, because this one does not exist any more. */
  readonly modelGone: boolean;
  readonly error: AppError;
}

/**
 * Explains whatever a call of the SDK threw. The SDK's error ends here, not even kept as a cause: its message
 * holds the provider's whole answer, and loggers print causes.
 * @param givenUp whether the deadline or the caller ended the call
 */
export function groqFailure(thrown: unknown, givenUp: boolean): GroqFailure {
  const { name, status, headers, error: body } = sdkError.safeParse(thrown).data ?? {};
  const code = body?.error.code;
  const failure = { status: status ?? null, modelGone: false };
  if (givenUp) {
    return { ...failure, error: new AppError(ErrorCode.JUDGE_TIMEOUT, MESSAGES.timeout) };
  }
  if ((status === 404 && code === 'model_not_found') || (status === 400 && code === 'model_decommissioned')) {
    return { ...failure, modelGone: true, error: noModelLeft() };
  }
  // The first is Groq's way of saying that the model, not we, wrote something that is no JSON.
  if (code === 'json_validate_failed' || name === 'SyntaxError') {
    return { ...failure, error: invalidReply() };
  }
  const [errorCode, message] = byStatus(status);
  const waitingHelps =
    errorCode === ErrorCode.JUDGE_RATE_LIMITED || errorCode === ErrorCode.JUDGE_UNAVAILABLE;
  const retryAfter = waitingHelps ? retryAfterOf(headers) : undefined;
  return {
    ...failure,
    error: new AppError(errorCode, message, retryAfter === undefined ? {} : { retryAfter }),
  };
}

/** The refusal when no model of the list exists any more. */
export function noModelLeft(): AppError {
  return new AppError(ErrorCode.JUDGE_UNAVAILABLE, MESSAGES.noModel);
}

const MESSAGES = {
  timeout: 'The judge did not answer in time.',
  noModel:
    'None of the models that this server is set up for exists any more; its operator has to name others.',
  key: "The judge refused this server's key; its operator has to set a valid one.",
  address: "There is no judge at this server's judge address; its operator has to correct it.",
  rateLimit: "The judge's rate limit is used up; please try again later.",
  refused: 'The judge refused the request for this picture.',
  unavailable: 'The judge cannot be reached at the moment; please try again later.',
};

function byStatus(status: number | undefined): [ErrorCode, string] {
  switch (status) {
    case 401:
    case 403:
      return [ErrorCode.JUDGE_NOT_CONFIGURED, MESSAGES.key];
    case 404:
      return [ErrorCode.JUDGE_NOT_CONFIGURED, MESSAGES.address];
    case 429:
    case 498: // Groq's own: the capacity of the service tier is used up.
      return [ErrorCode.JUDGE_RATE_LIMITED, MESSAGES.rateLimit];
    case 408:
    case 424: // A service behind Groq failed.
    case 499: // Groq's own: the request was cancelled on its side.
      return [ErrorCode.JUDGE_UNAVAILABLE, MESSAGES.unavailable];
    default:
      return status !== undefined && status >= 400 && status < 500
        ? [ErrorCode.JUDGE_REFUSED_REQUEST, MESSAGES.refused]
        : [ErrorCode.JUDGE_UNAVAILABLE, MESSAGES.unavailable];
  }
}

/** Groq gives seconds, sometimes with decimals; a date is left unread, since this file knows no clock. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined;
}
