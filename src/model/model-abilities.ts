/**
 * In which form a reply is asked for, the surest first: under a schema that the decoder enforces, under one that the model
 * tries to follow, or as any JSON, with the schema in the prompt.
 */
export const REPLY_FORMATS = ['strict schema', 'schema', 'JSON'] as const;
export type ReplyFormat = (typeof REPLY_FORMATS)[number];

/** What a model can be asked for. */
export interface ModelAbilities {
  /** The surest form of a reply that it knows. */
  readonly replyFormat: ReplyFormat;
  /** Thoughts cost time and tokens and buy no better scores here; null where the parameter may be unknown. */
  readonly reasoningEffort: 'none' | null;
}

// Groq counts all of it against the tokens per minute, used or not; a full reply takes about two thirds of it.
export const MAX_COMPLETION_TOKENS = 1800;

/** By Groq's pages on structured outputs and reasoning, autumn 2026. */
const KNOWN_MODELS: Readonly<Record<string, ModelAbilities>> = {
  'qwen/qwen3.8-27b': { replyFormat: 'strict schema', reasoningEffort: 'none' },
  'qwen/qwen3.6-27b': { replyFormat: 'JSON', reasoningEffort: 'none' },
};

/** Any chat model can do JSON mode, where Groq keeps thoughts out of the content by default. */
const UNKNOWN_MODEL: ModelAbilities = { replyFormat: 'JSON', reasoningEffort: null };

/** What this model can be asked for; of an unknown one only what every model can. */
export function abilitiesOf(model: string): ModelAbilities {
  return (Object.hasOwn(KNOWN_MODELS, model) ? KNOWN_MODELS[model] : undefined) ?? UNKNOWN_MODEL;
}
