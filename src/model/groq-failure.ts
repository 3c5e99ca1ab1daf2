import { z } from 'zod';
import { ErrorCode } from '../errors/app-error.js';
import { type KnownModelFault, modelFault, refusesReplyFormat } from './groq-model-faults.js';
import { type FailureKind, type Refusal, rulingFor } from './groq-rulings.js';
import { InvalidReply } from './invalid-reply.js';
import { ModelError } from './model-error.js';

/** A failed call; contains no text of the provider. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';

  constructor(
    readonly kind: FailureKind,
    readonly error: ModelError,
    /** Null where no response arrived. */
    readonly status: number | null = null,
    /** What the provider asked for before another attempt. */
    readonly retryAfterMs = 0,
  ) {
    super(error.message);
  }
}

/** This model does not answer, but another one may. */
export class ModelFault extends Error {
  override readonly name = 'ModelFault';
  readonly because: string;
  readonly lasts: boolean;
  readonly mayPass: boolean;

  constructor(
    { because, lasts, mayPass }: Pick<KnownModelFault, 'because' | 'lasts' | 'mayPass'>,
    /** The refusal, if no other model answers either. */
    readonly error: ModelError,
    /** Null where no response arrived. */
    readonly status: number | null = null,
    /** What the provider asked for before another attempt. */
    readonly retryAfterMs = 0,
  ) {
    super(because);
    this.because = because;
    this.lasts = lasts;
    this.mayPass = mayPass;
  }
}

/** This model does not reply in the form that was asked for, but may do so in a simpler one. */
export class ReplyFormatRefused extends Error {
  override readonly name = 'ReplyFormatRefused';
}

/** Everything that a call can fail with. */
export type Failure = CallFailure | ModelFault | ReplyFormatRefused | InvalidReply;

/** Groq's ways of saying that the model, not we, wrote something that is no JSON. */
const MODEL_WROTE_NO_JSON = ['json_validate_failed', 'tool_use_failed'];

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
 * Translates an error of the SDK. The SDK's error is not kept, not even as a cause: its message
 * holds the provider's whole answer, and loggers print causes.
 * @param timedOut whether we ended the call ourselves
 */
export function groqFailure(
  thrown: unknown,
  timedOut: boolean,
): { readonly failure: Failure; readonly headers: Headers | undefined } {
  const { name, status, headers, error: body } = sdkError.safeParse(thrown).data ?? {};
  const { code, message } = body?.error ?? {};
  const tell = () => {
    if (timedOut) return new CallFailure('provider fault', tookTooLong());
    if (MODEL_WROTE_NO_JSON.includes(code ?? ''))
      return new InvalidReply(['the whole reply: is not one JSON object']);
    if (refusesReplyFormat(status, message)) return new ReplyFormatRefused('reply format');
    const fault = modelFault(status, code, message);
    if (fault) return knownFault(fault, status, fault.mayPass ? retryAfterOf(headers) : undefined);
    // Half a JSON text in a complete response.
    if (name === 'SyntaxError') return unreadable(200);
    const ruling = rulingFor(status, code, body !== undefined);
    const seconds = ruling.kind === 'request refused' ? undefined : retryAfterOf(headers);
    return new CallFailure(ruling.kind, judgeError(ruling, seconds), status ?? null, (seconds ?? 0) * 1000);
  };
  return { failure: tell(), headers };
}

/** A fault of a model by what is known of it. */
export function knownFault(fault: KnownModelFault, status?: number, retryAfter?: number): ModelFault {
  return new ModelFault(fault, judgeError(fault, retryAfter), status, (retryAfter ?? 0) * 1000);
}

/** The refusal after a timeout, ours or the caller's. */
export function tookTooLong(): ModelError {
  return new ModelError(ErrorCode.JUDGE_TIMEOUT, 'The judge did not answer in time.');
}

/** An answer that holds no reply of a model: a page of a proxy, an error under status 200, half a body. */
export function unreadable(status: number): CallFailure {
  return new CallFailure('provider fault', new InvalidReply(['no reply']), status);
}

function judgeError({ code, message }: Refusal, seconds: number | undefined): ModelError {
  return new ModelError(code, message, seconds === undefined ? {} : { retryAfter: Math.ceil(seconds) });
}

/** Groq gives seconds, sometimes with decimals; a date is left unread, since this file knows no clock. */
function retryAfterOf(headers: Headers | undefined): number | undefined {
  const seconds = Number(headers?.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}
