import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { ErrorCode } from './operations.generated.js';
import { REFUSAL_ADVICE } from './refusal-advice.js';

/** Why something could not be done: a code of the server, or why the server could not be asked. */
export type RefusalCode = ErrorCode | 'OFFLINE' | 'UNREACHABLE';

export interface Refusal {
  readonly code: RefusalCode;
  /** The particulars of this case, where the code alone does not tell them. */
  readonly detail?: string | undefined;
  /** Whole seconds after which asking again may help. */
  readonly retryAfter?: number | undefined;
}

/** What a failed operation was refused for. */
export function refusalOf(error: unknown): Refusal {
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
