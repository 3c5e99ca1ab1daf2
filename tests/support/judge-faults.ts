import { ErrorCode } from '../../src/errors/app-error.js';
import { type Answer, answers, PROVIDER_TEXT } from './fake-groq-answers.js';

/** One way in which Groq can fail for good, and what becomes of it. */
export interface JudgeFault {
  readonly what: string;
  readonly answer: Answer;
  readonly code: ErrorCode;
  /** Calls until the judge gives up. */
  readonly attempts: number;
  readonly retryAfter?: number;
}

const { status, completion } = answers;
const { JUDGE_NOT_CONFIGURED, JUDGE_RATE_LIMITED, JUDGE_REFUSED_REQUEST } = ErrorCode;
const { JUDGE_REPLY_INVALID, JUDGE_TIMEOUT, JUDGE_UNAVAILABLE } = ErrorCode;

const fault = (
  what: string,
  answer: Answer,
  code: ErrorCode,
  attempts: number,
  retryAfter?: number,
): JudgeFault => ({ what, answer, code, attempts, ...(retryAfter !== undefined && { retryAfter }) });

const later = (seconds: string) => ({ headers: { 'retry-after': seconds } });

/** Every answer that is known of, but for those about the model, which lead to the next one. */
export const JUDGE_FAULTS: readonly JudgeFault[] = [
  fault('400', status(400), JUDGE_REFUSED_REQUEST, 1),
  fault('400 invalid_image', status(400, { code: 'invalid_image' }), JUDGE_REFUSED_REQUEST, 1),
  fault('400 json_validate_failed', status(400, { code: 'json_validate_failed' }), JUDGE_REPLY_INVALID, 2),
  fault('400 tool_use_failed', status(400, { code: 'tool_use_failed' }), JUDGE_REPLY_INVALID, 2),
  fault(
    '400 organization_restricted',
    status(400, { code: 'organization_restricted' }),
    JUDGE_NOT_CONFIGURED,
    1,
  ),
  fault('400 with a hostile code', status(400, { code: 'constructor' }), JUDGE_REFUSED_REQUEST, 1),
  fault('401', status(401), JUDGE_NOT_CONFIGURED, 1),
  fault('403', status(403), JUDGE_NOT_CONFIGURED, 1),
  fault('403 as the page of a firewall', answers.html(403), JUDGE_UNAVAILABLE, 3),
  fault('403 without a body', answers.empty(403), JUDGE_UNAVAILABLE, 3),
  fault('404 of another kind', status(404, { code: 'unknown_url' }), JUDGE_NOT_CONFIGURED, 1),
  fault('408', status(408), JUDGE_UNAVAILABLE, 3),
  fault('413', status(413), JUDGE_REFUSED_REQUEST, 1),
  fault('422', status(422), JUDGE_REFUSED_REQUEST, 1),
  fault('424', status(424), JUDGE_UNAVAILABLE, 3),
  fault('429 for long', status(429, later('70')), JUDGE_RATE_LIMITED, 1, 70),
  fault('429 with decimals', status(429, later('70.2')), JUDGE_RATE_LIMITED, 1, 71),
  fault('429 for a moment', status(429, later('0.05')), JUDGE_RATE_LIMITED, 3, 1),
  fault('429 without a time', status(429), JUDGE_RATE_LIMITED, 3),
  fault('498', status(498), JUDGE_RATE_LIMITED, 3),
  fault('499', status(499), JUDGE_UNAVAILABLE, 3),
  fault('500', status(500), JUDGE_UNAVAILABLE, 3),
  fault('500 without a body', answers.empty(500), JUDGE_UNAVAILABLE, 3),
  fault('502 as a page', answers.html(502), JUDGE_UNAVAILABLE, 3),
  fault('503', status(503), JUDGE_UNAVAILABLE, 3),
  fault('503 for long', status(503, later('90')), JUDGE_UNAVAILABLE, 1, 90),
  fault('reset', answers.reset(), JUDGE_UNAVAILABLE, 3),
  fault('reset in mid-body', answers.resetInBody(), JUDGE_UNAVAILABLE, 3),
  fault('no headers', answers.hang(), JUDGE_TIMEOUT, 3),
  fault('half a body', answers.slowBody(), JUDGE_TIMEOUT, 3),
  fault('200 without a body', answers.empty(200), JUDGE_REPLY_INVALID, 3),
  fault('200 as a page', answers.html(200), JUDGE_REPLY_INVALID, 3),
  fault('200 of another type', answers.wrongContentType(), JUDGE_REPLY_INVALID, 3),
  fault('200 with an error object', answers.errorWithStatus200(), JUDGE_REPLY_INVALID, 3),
  fault('truncated JSON', answers.truncatedJson(), JUDGE_REPLY_INVALID, 3),
  fault('wrong schema', answers.wrongSchema(), JUDGE_REPLY_INVALID, 2),
  fault('a refusal in words', answers.refusalInWords(), JUDGE_REPLY_INVALID, 2),
  fault('an empty content', completion({ content: '' }), JUDGE_REPLY_INVALID, 2),
  fault('a score above 100', completion({ scores: { '*': 101 } }), JUDGE_REPLY_INVALID, 2),
  fault(
    'a reply that was cut off',
    completion({ content: `{"criteria":{"${PROVIDER_TEXT}`, finishReason: 'length' }),
    JUDGE_REPLY_INVALID,
    2,
  ),
];

/** One way in which a model fails for a reason of its own, and what is said of it. */
export interface OneModelsFault extends JudgeFault {
  readonly because: string;
}

const ofModel = (because: string, ...rest: Parameters<typeof fault>): OneModelsFault => ({
  ...fault(...rest),
  because,
});
const says = (message: string) => ({ message: `${message} ${PROVIDER_TEXT}` });

/** Every answer that concerns one model, with the code and the calls where there is no other model. */
export const MODEL_FAULTS: readonly OneModelsFault[] = [
  ofModel('it does not exist', '404', status(404, { code: 'model_not_found' }), JUDGE_UNAVAILABLE, 1, 600),
  ofModel(
    'it is not available',
    '400 of a new code',
    status(400, { code: 'model_paused' }),
    JUDGE_UNAVAILABLE,
    1,
    600,
  ),
  ofModel(
    'it is not allowed for the key',
    '403 of the organisation',
    status(403, { code: 'model_permission_blocked_org', type: 'permissions_error' }),
    JUDGE_NOT_CONFIGURED,
    1,
  ),
  ofModel(
    'it is not allowed for the key',
    '403 of the project',
    status(403, { code: 'model_permission_blocked_project', type: 'permissions_error' }),
    JUDGE_NOT_CONFIGURED,
    1,
  ),
  ofModel(
    'its terms were not accepted',
    '400 of its terms',
    status(400, { code: 'model_terms_required' }),
    JUDGE_NOT_CONFIGURED,
    1,
  ),
  ...[
    '`reasoning_effort` is not supported with this model',
    "property 'seed' is unsupported",
    "'reasoning_effort' : value is not one of the allowed values ['none']",
    '`max_completion_tokens` must be less than or equal to `1024`',
  ].map((message) =>
    ofModel(
      'it does not support a parameter of the request',
      `400: ${message}`,
      status(400, says(message)),
      JUDGE_UNAVAILABLE,
      1,
      600,
    ),
  ),
  ofModel(
    'its limit of tokens per minute is too small',
    '413 of tokens a minute',
    status(413, { code: 'rate_limit_exceeded', type: 'tokens' }),
    JUDGE_RATE_LIMITED,
    1,
  ),
  ofModel(
    'its limit per minute is used up',
    '429 of a minute',
    status(429, { code: 'rate_limit_exceeded', ...says('on tokens per minute (TPM)'), ...later('40') }),
    JUDGE_RATE_LIMITED,
    1,
    40,
  ),
  ofModel(
    'its daily limit is used up',
    '429 of a day',
    status(429, { code: 'rate_limit_exceeded', ...says('on requests per day (RPD)'), ...later('4000') }),
    JUDGE_RATE_LIMITED,
    1,
    4000,
  ),
  ofModel('its rate limit is used up', '429', status(429), JUDGE_RATE_LIMITED, 3),
  ofModel('its capacity is used up', '498', status(498), JUDGE_RATE_LIMITED, 3),
  ofModel(
    'it is over capacity',
    '503',
    status(503, says('The model is currently over capacity.')),
    JUDGE_UNAVAILABLE,
    3,
  ),
];
