import type { ChatRequest } from './fake-groq-request.js';
import { picturesOf, textsOf } from './fake-groq-request.js';
import type { JsonSchema } from './json-from-schema.js';

/** What the fake server knows of a model; a decommissioned one is refused by its own code. */
export interface FakeModel {
  readonly strictSchema: boolean;
  readonly maxPictures: number;
  readonly reasoningEfforts: readonly string[];
  readonly decommissioned?: boolean;
}

/** The vision models of autumn 2026 by Groq's model pages, one without vision, and one that is gone. */
export const FAKE_MODELS: Readonly<Record<string, FakeModel>> = {
  'qwen/qwen3.8-27b': {
    strictSchema: true,
    maxPictures: 3,
    reasoningEfforts: ['none', 'default', 'low', 'medium', 'high'],
  },
  'qwen/qwen3.6-27b': { strictSchema: false, maxPictures: 5, reasoningEfforts: ['none', 'default'] },
  // A model of today without eyes.
  'openai/gpt-oss-120b': { strictSchema: true, maxPictures: 0, reasoningEfforts: ['low', 'medium', 'high'] },
  'meta-llama/llama-4-scout-17b-16e-instruct': {
    strictSchema: true,
    maxPictures: 5,
    reasoningEfforts: [],
    decommissioned: true,
  },
};

/** An error in Groq's own shape. */
export interface Refusal {
  readonly status: number;
  readonly error: {
    readonly message: string;
    readonly type: string;
    readonly code?: string;
    readonly param?: string;
  };
}

/** Why the real service would refuse this request, or null. */
export function refusalOf(body: ChatRequest, models: Readonly<Record<string, FakeModel>>): Refusal | null {
  const model = models[body.model];
  if (model === undefined) {
    return refuse(
      404,
      `The model \`${body.model}\` does not exist or you do not have access to it.`,
      'model_not_found',
    );
  }
  if (model.decommissioned) {
    return refuse(
      400,
      `The model \`${body.model}\` has been decommissioned and is no longer supported.`,
      'model_decommissioned',
    );
  }
  const effort = body.reasoning_effort;
  if (effort && !model.reasoningEfforts.includes(effort)) {
    return refuse(400, `\`reasoning_effort\` must be one of [${model.reasoningEfforts.join(', ')}]`);
  }
  return refusalOfFormat(body, model) ?? refusalOfPictures(body, model);
}

function refusalOfFormat(body: ChatRequest, model: FakeModel): Refusal | null {
  const format = body.response_format;
  if (format?.type === 'json_object' && !textsOf(body).some((text) => /json/i.test(text))) {
    return refuse(
      400,
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    );
  }
  if (format && format.type !== 'text' && body.reasoning_format === 'raw') {
    return refuse(400, 'reasoning_format `raw` is not supported with JSON mode');
  }
  if (format?.type !== 'json_schema') return null;
  if (!model.strictSchema) return refuse(400, 'This model does not support response format `json_schema`.');
  const fault = format.json_schema.strict
    ? strictnessFault(format.json_schema.schema, 'response_format/json_schema')
    : null;
  return fault === null ? null : refuse(400, `invalid JSON schema for response_format: ${fault}`);
}

const STRICT_KEYWORDS = [
  'anyOf',
  'type',
  'description',
  'enum',
  'properties',
  'items',
  'required',
  'additionalProperties',
];

function strictnessFault(schema: JsonSchema, path: string): string | null {
  const unsupported = Object.keys(schema).find((key) => !STRICT_KEYWORDS.includes(key));
  if (unsupported) return `${path}: ${unsupported} is not supported`;
  if (schema.type === 'object') {
    const keys = Object.keys(schema.properties ?? {});
    if (schema.additionalProperties !== false)
      return `${path}: additionalProperties:false must be set on every object`;
    const missing = keys.filter((key) => !schema.required?.includes(key));
    if (missing.length > 0)
      return `${path}: required must list every property, missing: ${missing.join(', ')}`;
  }
  if (schema.anyOf) {
    // The root has to be one object.
    if (!path.includes('/json_schema/')) return `${path}: anyOf is not supported at the root`;
    for (const branch of schema.anyOf) {
      const fault = strictnessFault(branch, `${path}/anyOf`);
      if (fault !== null) return fault;
    }
  }
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const fault = strictnessFault(property, `${path}/${key}`);
    if (fault !== null) return fault;
  }
  return schema.items ? strictnessFault(schema.items, `${path}/items`) : null;
}

function refusalOfPictures(body: ChatRequest, model: FakeModel): Refusal | null {
  const pictures = picturesOf(body);
  const param = `messages[${body.messages.findIndex(({ content }) => typeof content !== 'string')}].content`;
  if (model.maxPictures === 0 && pictures.length > 0) {
    const { status, error } = refuse(400, `${param} must be a string`);
    return { status, error: { ...error, param } };
  }
  if (pictures.length > model.maxPictures)
    return refuse(400, `Too many images provided: at most ${model.maxPictures}`);
  const readable = pictures.every((url) =>
    /^data:image\/(jpeg|png|webp|gif);base64,[A-Za-z0-9+/]+={0,2}$/.test(url),
  );
  return readable ? null : refuse(400, 'invalid image data', 'invalid_image');
}

/** Builds a refusal of the kind that Groq calls invalid_request_error. */
export function refuse(status: number, message: string, code?: string): Refusal {
  return {
    status,
    error: { message, type: 'invalid_request_error', ...(code === undefined ? {} : { code }) },
  };
}
