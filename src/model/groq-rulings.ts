import { ErrorCode } from '../errors/app-error.js';

/** The refusal that a client gets. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

/** Whose failure it is decides what follows: a fault of the provider is tried again and opens the circuit. */
export type FailureKind = 'provider fault' | 'request refused';

/** What a failed request comes to. */
export interface Ruling extends Refusal {
  readonly kind: FailureKind;
}

const AWAY: Ruling = {
  kind: 'provider fault',
  code: ErrorCode.JUDGE_UNAVAILABLE,
  message: 'The judge cannot be reached at the moment; please try again later.',
};
const BLOCKED: Ruling = {
  kind: 'provider fault',
  code: ErrorCode.JUDGE_UNAVAILABLE,
  message:
    'A proxy or firewall blocks requests to the judge; the operator of this server must check its network.',
};
const KEY: Ruling = {
  kind: 'request refused',
  code: ErrorCode.JUDGE_NOT_CONFIGURED,
  message: "The judge refused this server's key; its operator has to set a valid one.",
};
const ADDRESS: Ruling = {
  kind: 'request refused',
  code: ErrorCode.JUDGE_NOT_CONFIGURED,
  message: "There is no judge at this server's judge address; its operator has to correct it.",
};
const REFUSED: Ruling = {
  kind: 'request refused',
  code: ErrorCode.JUDGE_REFUSED_REQUEST,
  message: 'The judge refused the request for this picture.',
};

/** By code, which tells more, or else by status. */
const RULINGS: ReadonlyMap<string | number | undefined, Ruling> = new Map<string | number, Ruling>([
  // With status 400: an account that Groq closed, which no other request will open.
  ['organization_restricted', KEY],
  [401, KEY],
  [403, KEY],
  [404, ADDRESS],
  [408, AWAY],
  [424, AWAY], // A service behind Groq failed.
  [499, AWAY], // Groq's own: the request was cancelled on its side.
]);

/**
 * Looks the failure up; without a status no response arrived.
 * @param isGroqs whether the response has the form of Groq's errors: a 403 without it is the page of a firewall
 */
export function rulingFor(status: number | undefined, code: string | undefined, isGroqs: boolean): Ruling {
  if (status === 403 && !isGroqs) return BLOCKED;
  const rest = status !== undefined && status >= 400 && status < 500 ? REFUSED : AWAY;
  return RULINGS.get(code) ?? RULINGS.get(status) ?? rest;
}
