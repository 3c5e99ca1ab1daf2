import { CombinedGraphQLErrors, ServerError, ServerParseError } from '@apollo/client/errors';
import { REFUSAL_ADVICE, type RefusalCode } from './refusal-advice.js';

export interface Refusal {
  readonly code: RefusalCode;
  /** The particulars of this case, where the code does not tell them. */
  readonly detail?: string | undefined;
  /** Whole seconds after which asking again may help. */
  readonly retryAfter?: number | undefined;
}

/** What a proxy means that answers in place of the server, in a form of its own. */
const STATUS_CODES: ReadonlyMap<number, RefusalCode> = new Map([
  [401, 'UNAUTHENTICATED'],
  [413, 'IMAGE_TOO_LARGE'],
  [429, 'RATE_LIMITED'],
  [502, 'UNREACHABLE'],
  [503, 'SERVER_BUSY'],
  [504, 'UNREACHABLE'],
]);

/** What a failed operation was refused for. */
export function refusalOf(error: unknown): Refusal {
  if (ServerError.is(error) || ServerParseError.is(error)) {
    return { code: STATUS_CODES.get(error.statusCode) ?? 'ANSWER_UNUSABLE' };
  }
  if (!CombinedGraphQLErrors.is(error)) return { code: navigator.onLine ? 'UNREACHABLE' : 'OFFLINE' };
  const { message, extensions } = error.errors[0] ?? { message: undefined, extensions: undefined };
  const { code, retryAfter } = extensions ?? {};
  return {
    code: isRefusalCode(code) ? code : 'UNREACHABLE',
    detail: message,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
  };
}

function isRefusalCode(code: unknown): code is RefusalCode {
  return typeof code === 'string' && Object.hasOwn(REFUSAL_ADVICE, code);
}
