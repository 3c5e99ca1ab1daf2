import type { Sampling } from './sampling.js';

/** A JSON Schema, as it is sent. */
export type WireSchema = Readonly<Record<string, unknown>>;

export type ModelMessage =
  | { role: 'system' | 'assistant'; content: string }
  | { role: 'user'; content: (TextPart | PicturePart)[] };
type TextPart = { type: 'text'; text: string };
type PicturePart = { type: 'image_url'; image_url: { url: string } };

/** What a vision model is asked, and how its reply becomes a verdict. */
export interface ModelTask<Verdict> {
  /** @param schemaInWords the schema where the model cannot be held to it otherwise, else null */
  readonly messages: (schemaInWords: WireSchema | null) => readonly ModelMessage[];
  readonly schema: WireSchema;
  readonly sampling: Sampling;
  /** @throws InvalidReply for a reply that cannot be used */
  readonly parse: (reply: string) => Verdict;
}

/** A verdict, with the model that gave it and what all calls for it took. */
export interface Answered<Verdict> {
  readonly verdict: Verdict;
  readonly model: string;
  /** Of all calls that brought a reply, refused ones included. */
  readonly promptTokens: number;
  readonly completionTokens: number;
}
