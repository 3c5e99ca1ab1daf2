import { ErrorCode } from '../errors/app-error.js';
import { ModelError } from './model-error.js';

/** The refusal of a reply that cannot be used; without a cause, since that would quote the reply. */
export class InvalidReply extends ModelError {
  /** @param problems what is wrong and where, in words that hold nothing of the reply */
  constructor(readonly problems: readonly string[]) {
    super(ErrorCode.JUDGE_REPLY_INVALID, 'The judge gave a reply that could not be used.');
  }
}
