import parseDuration from 'parse-duration';
import { MAX_COMPLETION_TOKENS } from './model-abilities.js';
import type { ModelMessage } from './model-task.js';

/** What is left until the provider replenishes it. */
interface Allowance {
  readonly left: number;
  readonly freshAt: number;
}

/** Groq's figure for a picture of any size; text is estimated by the usual four characters a token. */
const TOKENS_A_PICTURE = 2048;
const CHARACTERS_A_TOKEN = 4;
/** How far an estimate may be off: no text takes more than a token a character. A count beyond that is an odd one. */
const MOST_OFF = 4;

/** What the provider's rate limit still allows for one model, as far as its last answer told. */
export class RateBudget {
  readonly #now: () => number;
  #tokens: Allowance | undefined;
  #requests: Allowance | undefined;
  /** How many tokens the last prompt really took for each one that was estimated. */
  #correction = 1;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** What the provider's last answer left, less what was asked since; absent where it said nothing or it is fresh again. */
  left(what: 'requests' | 'tokens'): number | undefined {
    const allowance = what === 'tokens' ? this.#tokens : this.#requests;
    return allowance && allowance.freshAt > this.#now() ? allowance.left : undefined;
  }

  /** Tokens that a call will be charged: Groq counts the longest possible reply, used or not. */
  estimate(messages: readonly ModelMessage[]): number {
    return Math.ceil(this.#correction * promptTokens(messages)) + MAX_COMPLETION_TOKENS;
  }

  /** Milliseconds until a call of that many tokens may fit; 0 where nothing is known against it. */
  waitFor(tokens: number): number {
    return Math.max(this.#waitFor(this.#tokens, tokens), this.#waitFor(this.#requests, 1));
  }

  /** Counts a call that begins now, since calls run side by side and the provider tells only afterwards. */
  take(tokens: number): void {
    this.#tokens = less(this.#tokens, tokens);
    this.#requests = less(this.#requests, 1);
  }

  /** Reads what an answer of any status says. */
  observe(headers: Headers): void {
    this.#tokens = this.#read(headers, 'tokens') ?? this.#tokens;
    this.#requests = this.#read(headers, 'requests') ?? this.#requests;
  }

  /**
   * Makes the next estimate better.
   * @param tokens that the prompt was charged: Groq does not count those that it had in its cache
   */
  learn(messages: readonly ModelMessage[], tokens: number): void {
    const correction = tokens / promptTokens(messages);
    if (correction >= 1 / MOST_OFF && correction <= MOST_OFF) this.#correction = correction;
  }

  #read(headers: Headers, what: 'tokens' | 'requests'): Allowance | undefined {
    const left = Number(headers.get(`x-ratelimit-remaining-${what}`) ?? Number.NaN);
    // Such as 7.66s, 2m59.56s or 800ms.
    const resetMs = parseDuration(headers.get(`x-ratelimit-reset-${what}`) ?? '');
    return Number.isFinite(left) && resetMs != null ? { left, freshAt: this.#now() + resetMs } : undefined;
  }

  #waitFor(allowance: Allowance | undefined, needed: number): number {
    return !allowance || allowance.left >= needed ? 0 : Math.max(0, allowance.freshAt - this.#now());
  }
}

function less(allowance: Allowance | undefined, amount: number): Allowance | undefined {
  return allowance && { ...allowance, left: allowance.left - amount };
}

function promptTokens(messages: readonly ModelMessage[]): number {
  const parts = messages.flatMap(({ content }) =>
    typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content,
  );
  return parts.reduce(
    (sum, part) =>
      sum + (part.type === 'image_url' ? TOKENS_A_PICTURE : part.text.length / CHARACTERS_A_TOKEN),
    0,
  );
}
