import { z } from 'zod';
import { ErrorCode } from '../errors.js';
import { modelFault } from './groq-model-faults.js';
import { type FailureKind, type Ruling, rulingFor } from './groq-rulings.js';
import { JudgeError } from './judge-error.js';
import { InvalidReply } from './reply-schema.js';

/** A failed call, told without a word of the provider. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';

  constructor(
    readonly kind: FailureKind,
    readonly error: JudgeError,
    /** Null where no response arrived. */
    readonly status: number | null = null,
    /** What the provider asked for before another attempt. */
    readonly retryAfterMs = 0,
  ) {
    super(error.message);
  }
}

/** This model cannot answer at all, but another one may. */
export class ModelUnusable extends Error {
  override readonly name = 'ModelUnusable';
}

/** As much of the SDK's errors as is read. Its classes do not tell 413, 498 and 499 apart; the status does. */
const sdkError = z.object({
  name: z.string().optional().catch(undefined),
  status: z.number().optional().catch(undefined),
  headers: z.instanceof(Headers).optional().catch(undefined),
  /** The body of the response, whose own property is called `error` again. */
  error: z
    .object({
      error: z.object({
        code: z.string().optional().catch(undefined),
        message: z.string().optional().catch(undefined),
      }),
    })
    .optional()
    .catch(undefined),
});

/**
 * Explains whatever a call of the SDK threw. The SDK's error ends here, not even kept as a cause: its message
 * holds the provider's whole answer, and loggers print causes.
 * @param timedOut whether we ended the call ourselves
 */
export function groqFailure(
  thrown: unknown,
  timedOut: boolean,
): { readonly failure: CallFailure | ModelUnusable | InvalidReply; readonly headers: Headers | undefined } {
  const { name, status, headers, error: body } = sdkError.safeParse(thrown).data ?? {};
  const { code, message } = body?.error ?? {};
  const tell = () => {
    if (timedOut) return new CallFailure('provider fault', tookTooLong());
    const because = modelFault(status, code, message);
    if (because !== undefined) return new ModelUnusable(because);
    // Groq's way of saying that the model, not we, wrote something that is no JSON.
    if (code === 'json_validate_failed') return new InvalidReply(['the whole reply: is not one JSON object']);
    // Half a JSON text in a complete response.
    if (name === 'SyntaxError') return unreadable(200);
    return byRuling(rulingFor(status, code), status, headers);
  };
  return { failure: tell(), headers };
}

/** The refusal when waiting was given up, by us or by whoever asked. */
export function tookTooLong(): JudgeError {
  return new JudgeError(ErrorCode.JUDGE_TIMEOUT, 'The judge did not answer in time.');
}

/** An answer that holds no reply of a model: a page of a proxy, an error under status 200, half a body. */
export function unreadable(status: number): CallFailure {
  return new CallFailure('provider fault', new InvalidReply(['no reply']), status);
}

function byRuling(ruling: Ruling, status: number | undefined, headers: Headers | undefined): CallFailure {
  const { kind, code, message } = ruling;
  const seconds = kind === 'request refused' ? undefined : retryAfterOf(headers);
  const error = new JudgeError(
    code,
    message,
    seconds === undefined ? {} : { retryAfter: Math.ceil(seconds) },
  );
  return new CallFailure(kind, error, status ?? null, (seconds ?? 0) * 1000);
}

/** Groq gives seconds, sometimes with decimals; a date is left unread, since this file knows no clock. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
