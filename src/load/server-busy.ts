import { AppError, ErrorCode } from '../errors/app-error.js';

/** The refusal of a full bulkhead. @param what it holds, in the plural */
export function serverBusyWith(what: string): (retryAfter: number) => AppError {
  const message = `The server has as many ${what} before it as it takes; please try again later.`;
  return (retryAfter) => new AppError(ErrorCode.SERVER_BUSY, message, { retryAfter });
}
