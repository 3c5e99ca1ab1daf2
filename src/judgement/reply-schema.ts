import { z } from 'zod';
import { ErrorCode } from '../errors.js';
import type { AskedCriterion } from './asked-criteria.js';
import type { Verdict } from './judge.js';
import { JudgeError } from './judge-error.js';
import { replyRegion } from './reply-region.js';

/** A JSON Schema, as it is sent. */
export type WireSchema = Readonly<Record<string, unknown>>;

/**
 * The schema of a reply in the part of JSON Schema that every strict mode knows. Ranges and lengths are not in
 * it: Groq refuses a schema with such keywords, so they are asked for in words and checked by `parseReply`.
 */
export function replySchema(asked: readonly AskedCriterion[]): WireSchema {
  const fraction = { type: 'number' };
  const region = strictObject({ x: fraction, y: fraction, width: fraction, height: fraction });
  const judgedCriterion = strictObject({
    // Before the score, so that the model argues first and decides then.
    reason: { type: 'string' },
    region: { anyOf: [region, { type: 'null' }] },
    score: { type: 'integer' },
  });
  return strictObject({
    criteria: strictObject(Object.fromEntries(asked.map(({ criterion }) => [criterion, judgedCriterion]))),
    summary: { type: 'string' },
    strengths: { type: 'array', items: { type: 'string' } },
    weaknesses: { type: 'array', items: { type: 'string' } },
  });
}

function strictObject(properties: Readonly<Record<string, WireSchema>>): WireSchema {
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
}

/** What the prompt asks for. The check is more generous: a paid reply is not thrown away over a few words. */
export const REPLY_LIMITS = {
  reasonCharacters: 200,
  summaryCharacters: 400,
  listItems: 3,
  itemCharacters: 120,
};
const GENEROSITY = 4;

const text = (characters: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(characters * GENEROSITY);
const list = z.array(text(REPLY_LIMITS.itemCharacters)).max(REPLY_LIMITS.listItems * GENEROSITY);
const judgedCriterion = z.strictObject({
  score: z.int().min(0).max(100),
  reason: text(REPLY_LIMITS.reasonCharacters),
  region: replyRegion,
});

/**
 * Reads the content of a reply: exactly the criteria that were asked about, whole scores 0–100, bounded texts,
 * regions within the picture.
 * @throws InvalidReply for anything else
 */
export function parseReply(content: string, asked: readonly AskedCriterion[]): Verdict {
  const schema = z.strictObject({
    criteria: z.strictObject(Object.fromEntries(asked.map(({ criterion }) => [criterion, judgedCriterion]))),
    summary: text(REPLY_LIMITS.summaryCharacters),
    strengths: list,
    weaknesses: list,
  });
  const parsed = schema.safeParse(parseJson(content));
  if (!parsed.success) throw new InvalidReply(parsed.error.issues.slice(0, NAMED_PROBLEMS).map(inOurWords));
  return parsed.data;
}

/** A model that got one thing wrong everywhere understands it from the first few. */
const NAMED_PROBLEMS = 10;

/** The refusal of a reply that cannot be used; without a cause, since that would quote the reply. */
export class InvalidReply extends JudgeError {
  /** @param problems what is wrong and where, in words that hold nothing of the reply */
  constructor(readonly problems: readonly string[]) {
    super(ErrorCode.JUDGE_REPLY_INVALID, 'The judge gave a reply that could not be used.');
  }
}

// A path consists of names that we asked for and of numbers; only a key of its own would be the model's word.
function inOurWords({ code, path, message }: z.core.$ZodIssue): string {
  const place = path.length === 0 ? 'the whole reply' : path.join('.');
  return `${place}: ${code === 'unrecognized_keys' ? 'holds a property that was not asked for' : message}`;
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new InvalidReply(['the whole reply: is not one JSON object']);
  }
}
