import { AppError, ErrorCode } from '../errors/app-error.js';

/** Ends work for a client that has gone. The client cannot read it; the log does. */
export class ClientLeftError extends AppError {
  constructor() {
    super(ErrorCode.BAD_USER_INPUT, 'The client disconnected before the answer.');
  }
}
