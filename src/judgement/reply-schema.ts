import { z } from 'zod';
import { InvalidReply } from '../model/invalid-reply.js';
import type { WireSchema } from '../model/model-task.js';
import { objectInReply } from '../model/reply-json.js';
import type { AskedCriterion } from './asked-criteria.js';
import type { Verdict } from './judge.js';
import { replyRegion } from './reply-region.js';
import { replyList, replyText } from './reply-text.js';

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

/** A number as text, also with what it is out of. */
const NUMBER_IN_TEXT = /^\s*(-?\d+(?:\.\d+)?)\s*(?:%|\/\s*100)?\s*$/;

const score = z
  .preprocess(
    (given) => (typeof given === 'string' ? Number(NUMBER_IN_TEXT.exec(given)?.[1] ?? Number.NaN) : given),
    z
      .number()
      // It may be of a scale from 0 to 1, and rounded it would be the worst score there is.
      .refine((value) => value <= 0 || value >= 1, { error: 'must be a whole number from 0 to 100' }),
  )
  // Adding 0 turns -0 into 0.
  .transform((value) => Math.round(value) + 0)
  .pipe(z.int().min(0).max(100));

const judgedCriterion = z.object({
  score,
  reason: replyText(REPLY_LIMITS.reasonCharacters * GENEROSITY),
  region: replyRegion,
});

const list = replyList(REPLY_LIMITS.listItems * GENEROSITY, REPLY_LIMITS.itemCharacters * GENEROSITY);

/**
 * Reads the content of a reply. What a judgement cannot do without has to be there: a score from 0 to 100 and a reason for
 * each criterion that was asked about, and a summary. All else is mended, cut or dropped.
 * @throws InvalidReply where something is missing
 */
export function parseReply(content: string, asked: readonly AskedCriterion[]): Verdict {
  const schema = z.object({
    criteria: z.object(Object.fromEntries(asked.map(({ criterion }) => [criterion, judgedCriterion]))),
    summary: replyText(REPLY_LIMITS.summaryCharacters * GENEROSITY),
    strengths: list,
    weaknesses: list,
  });
  const object = objectInReply(content, 'criteria');
  if (!object) throw new InvalidReply(['the whole reply: is not one JSON object']);
  const parsed = schema.safeParse(object);
  if (!parsed.success) throw new InvalidReply(parsed.error.issues.slice(0, NAMED_PROBLEMS).map(inOurWords));
  return parsed.data;
}

/** A model that got one thing wrong everywhere understands it from the first few. */
const NAMED_PROBLEMS = 10;

/** A path consists of names that we asked for, and the messages of the checks quote no value. */
function inOurWords({ path, message }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${message}`;
}
