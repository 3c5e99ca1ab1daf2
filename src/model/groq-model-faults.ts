import { ErrorCode } from '../errors/app-error.js';
import type { Refusal } from './groq-rulings.js';

/** What concerns one model only, told in our words. */
export interface KnownModelFault extends Refusal {
  /** Why this model did not answer. */
  readonly because: string;
  /** How long it stays: until the operator changes something, or until waiting has helped. */
  readonly lasts: boolean;
  /** Whether the same question may be answered by another attempt. */
  readonly mayPass: boolean;
}

const UNUSABLE = {
  code: ErrorCode.JUDGE_UNAVAILABLE,
  message:
    'None of the configured models can be used; the operator of this server must configure others in GROQ_MODELS.',
  lasts: true,
  mayPass: false,
} as const;
const NOT_ALLOWED = {
  code: ErrorCode.JUDGE_NOT_CONFIGURED,
  message:
    'The API key does not allow any of the configured models; the operator of this server must allow one at Groq.',
  lasts: true,
  mayPass: false,
} as const;
const LIMIT = {
  code: ErrorCode.JUDGE_RATE_LIMITED,
  message: "The judge's rate limit is used up; please try again later.",
  lasts: false,
  mayPass: true,
} as const;
const TOO_SMALL = {
  code: ErrorCode.JUDGE_RATE_LIMITED,
  message:
    "The judge's limit of tokens a minute is smaller than one picture needs; its operator has to raise it.",
  lasts: false,
  mayPass: false,
} as const;
const FULL = {
  code: ErrorCode.JUDGE_UNAVAILABLE,
  message: 'The judge has no capacity at the moment; please try again later.',
  lasts: false,
  mayPass: true,
} as const;

/** How Groq says it. Its words are compared and never repeated. */
interface Sign {
  readonly status?: number;
  readonly code?: RegExp;
  readonly message?: RegExp;
}

/**
 * Seen in Groq's documentation of errors and in reports of its users: vercel/ai 2837 and others for content that has to
 * be a string, BerriAI/litellm 6569 for pictures beside a system message, orbi-build/orbi 561 for permissions,
 * iamsrikanthnani/pluely 242 and CherryHQ/cherry-studio 1099 for parameters and for 413.
 */
const MODEL_FAULTS: readonly (readonly [Sign, KnownModelFault])[] = [
  [{ code: /^model_not_found$/ }, { ...UNUSABLE, because: 'it does not exist' }],
  [{ code: /^model_decommissioned$/ }, { ...UNUSABLE, because: 'it was taken out of service' }],
  [{ code: /^model_permission_/ }, { ...NOT_ALLOWED, because: 'it is not allowed for the key' }],
  [{ code: /^model_terms_/ }, { ...NOT_ALLOWED, because: 'its terms were not accepted' }],
  [{ code: /^model_/ }, { ...UNUSABLE, because: 'it is not available' }],
  [
    { status: 400, message: /^messages?\[\d+\]\.content must be a string$/ },
    { ...UNUSABLE, because: 'it does not accept pictures' },
  ],
  [
    { status: 400, message: /^prompting with images is incompatible/ },
    { ...UNUSABLE, because: 'it does not accept pictures' },
  ],
  [
    { status: 400, message: /does not support image/ },
    { ...UNUSABLE, because: 'it does not accept pictures' },
  ],
  [
    {
      status: 400,
      message:
        /(not|n't) support|unsupported|value is not one of|^[`']?(reasoning_\w+|max_\w*tokens)[`']? must be/i,
    },
    { ...UNUSABLE, because: 'it does not support a parameter of the request' },
  ],
  [
    { status: 413, code: /^rate_limit_exceeded$/ },
    { ...TOO_SMALL, because: 'its limit of tokens per minute is too small' },
  ],
  [
    { status: 429, message: /per day|\b[RT]PD\b/ },
    { ...LIMIT, because: 'its daily limit is used up' },
  ],
  [
    { status: 429, message: /per minute|\b[RT]PM\b/ },
    { ...LIMIT, because: 'its limit per minute is used up' },
  ],
  [{ status: 429 }, { ...LIMIT, because: 'its rate limit is used up' }],
  // Groq's own: the capacity of the service tier is used up.
  [{ status: 498 }, { ...LIMIT, because: 'its capacity is used up' }],
  [
    { status: 503, message: /over capacity/ },
    { ...FULL, because: 'it is over capacity' },
  ],
];

/** What of this model failed; undefined where the failure is not about the model. */
export function modelFault(
  status: number | undefined,
  code: string | undefined,
  message: string | undefined,
): KnownModelFault | undefined {
  const matches = (sign: Sign) =>
    (sign.status === undefined || sign.status === status) &&
    (sign.code === undefined || sign.code.test(code ?? '')) &&
    (sign.message === undefined || sign.message.test(message ?? ''));
  return MODEL_FAULTS.find(([sign]) => matches(sign))?.[1];
}

/** Whether the model refuses the form in which replies are asked for; there are simpler ones. */
export function refusesReplyFormat(status: number | undefined, message: string | undefined): boolean {
  return status === 400 && /response[_ ]format|json[_ ]schema|structured output/i.test(message ?? '');
}

/** What a model is that refuses every form of a reply. */
export const NO_FORMAT_LEFT: KnownModelFault = { ...UNUSABLE, because: 'it does not support a reply schema' };
