import { z } from 'zod';

/** As much of JSON Schema as a strict response format may hold. */
export interface JsonSchema {
  readonly type?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly properties?: Readonly<Record<string, JsonSchema>> | undefined;
  readonly items?: JsonSchema | undefined;
  readonly anyOf?: readonly JsonSchema[] | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: unknown;
}

export const jsonSchema: z.ZodType<JsonSchema> = z.looseObject({
  type: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  get items() {
    return jsonSchema.optional();
  },
  get anyOf() {
    return z.array(jsonSchema).optional();
  },
  required: z.array(z.string()).optional(),
  additionalProperties: z.unknown().optional(),
});

/**
 * A value that satisfies the schema. An integer is the score given for the property that holds it or for the
 * object around it (`legibility` for `criteria.legibility.score`), else the one for `*`. Any other number is a
 * fraction, and of several possible schemas the first one is followed.
 */
export function jsonFromSchema(
  schema: JsonSchema,
  scores: Readonly<Record<string, number>>,
  path: readonly string[] = [],
): unknown {
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.anyOf?.[0] !== undefined) return jsonFromSchema(schema.anyOf[0], scores, path);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, property]) => [
          key,
          jsonFromSchema(property, scores, [...path, key]),
        ]),
      );
    case 'array':
      return schema.items === undefined ? [] : [jsonFromSchema(schema.items, scores, path)];
    case 'number':
      return 0.25;
    case 'integer':
      return path.toReversed().flatMap((key) => scores[key] ?? [])[0] ?? scores['*'] ?? 0;
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return `A sentence about ${path.join(' ')}`;
  }
}
