import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import { type JsonSchema, jsonSchema } from './json-from-schema.js';

const contentPart = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string() }),
  z.strictObject({
    type: z.literal('image_url'),
    image_url: z.strictObject({ url: z.string(), detail: z.string().optional() }),
  }),
]);

/** The body of POST /openai/v1/chat/completions, as far as a judge may use it. */
export const chatRequest = z.strictObject({
  model: z.string(),
  messages: z
    .array(
      z.strictObject({
        role: z.enum(['system', 'user', 'assistant']),
        content: z.union([z.string(), z.array(contentPart)]),
      }),
    )
    .min(1),
  response_format: z
    .discriminatedUnion('type', [
      z.strictObject({ type: z.literal('text') }),
      z.strictObject({ type: z.literal('json_object') }),
      z.strictObject({
        type: z.literal('json_schema'),
        json_schema: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          description: z.string().optional(),
          schema: jsonSchema,
          strict: z.boolean().nullish(),
        }),
      }),
    ])
    .nullish(),
  reasoning_effort: z.enum(['none', 'default', 'low', 'medium', 'high']).nullish(),
  reasoning_format: z.enum(['hidden', 'raw', 'parsed']).nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().nullish(),
  seed: z.int().nullish(),
  stream: z.literal(false).nullish(),
});
export type ChatRequest = z.infer<typeof chatRequest>;

/** A request as the fake server received it. */
export interface RecordedRequest {
  readonly headers: IncomingHttpHeaders;
  readonly body: ChatRequest;
  /** Size of the body. */
  readonly bytes: number;
}

/** All texts of a request, message by message and part by part. */
export function textsOf(body: ChatRequest): string[] {
  return body.messages.flatMap(({ content }) =>
    typeof content === 'string'
      ? [content]
      : content.flatMap((part) => (part.type === 'text' ? [part.text] : [])),
  );
}

/** The addresses of all pictures of a request. */
export function picturesOf(body: ChatRequest): string[] {
  return body.messages.flatMap(({ content }) =>
    typeof content === 'string'
      ? []
      : content.flatMap((part) => (part.type === 'image_url' ? [part.image_url.url] : [])),
  );
}

/** The schema that a reply has to follow: from the response format, else from a line of the prompt, else null. */
export function replySchemaOf(body: ChatRequest): JsonSchema | null {
  if (body.response_format?.type === 'json_schema') return body.response_format.json_schema.schema;
  for (const line of textsOf(body).flatMap((text) => text.split('\n'))) {
    if (!line.startsWith('{"type":"object"')) continue;
    return jsonSchema.parse(JSON.parse(line));
  }
  return null;
}
