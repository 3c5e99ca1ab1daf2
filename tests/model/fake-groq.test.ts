import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeGroq, startFakeGroq } from '../support/fake-groq.js';

// What the fake refuses, so that a test of the judge cannot pass on a request that Groq would not take.

let groq: FakeGroq;
beforeAll(async () => {
  groq = await startFakeGroq();
});
afterAll(() => groq.stop());

const schema = {
  type: 'object',
  properties: { score: { type: 'integer' } },
  required: ['score'],
  additionalProperties: false,
};
const picture = { type: 'image_url', image_url: { url: 'data:image/jpeg;base64,AAAA' } };
const body = (schemaOverrides: object = {}, overrides: object = {}) => ({
  model: 'qwen/qwen3.8-27b',
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Score it' }, picture] }],
  response_format: {
    type: 'json_schema',
    json_schema: { name: 'verdict', strict: true, schema: { ...schema, ...schemaOverrides } },
  },
  ...overrides,
});

async function post(payload: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${groq.url}/openai/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${groq.apiKey}`, ...headers },
    body: JSON.stringify(payload),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as unknown };
}

test('answers in the wire format, and records the request', async () => {
  const answer = await post(body());
  expect(answer).toMatchObject({
    status: 200,
    body: {
      object: 'chat.completion',
      model: 'qwen/qwen3.8-27b',
      choices: [{ message: { role: 'assistant', content: '{"score":70}' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: expect.any(Number), queue_time: expect.any(Number) },
    },
  });
  expect(answer.headers.get('x-ratelimit-remaining-tokens')).not.toBeNull();
  expect(groq.requests).toHaveLength(1);
});

const refusals: [string, unknown, number, Record<string, string>?][] = [
  ['a wrong key', body(), 401, { authorization: 'Bearer wrong' }],
  ['an unknown model', body({}, { model: 'gpt-4o' }), 404],
  ['a decommissioned model', body({}, { model: 'meta-llama/llama-4-scout-17b-16e-instruct' }), 400],
  ['a schema for a model without strict mode', body({}, { model: 'qwen/qwen3.6-27b' }), 400],
  ['a picture for a model without vision', body({}, { model: 'openai/gpt-oss-120b' }), 400],
  ['a property that is not required', body({ required: [] }), 400],
  ['a choice at the root', body({ anyOf: [schema] }), 400],
  [
    'an open object within a choice',
    body({ properties: { score: { anyOf: [{ type: 'object' }, { type: 'null' }] } } }),
    400,
  ],
  ['an open object', body({ additionalProperties: true }), 400],
  ['a range in the schema', body({ properties: { score: { type: 'integer', minimum: 0 } } }), 400],
  ['JSON mode without the word', body({}, { response_format: { type: 'json_object' } }), 400],
  [
    'a picture that is no data',
    body(
      {},
      {
        messages: [
          { role: 'user', content: [{ ...picture, image_url: { url: 'data:image/jpeg;base64,%%' } }] },
        ],
      },
    ),
    400,
  ],
  [
    'too many pictures',
    body({}, { messages: [{ role: 'user', content: [picture, picture, picture, picture] }] }),
    400,
  ],
  ['a parameter that it does not know', body({}, { max_output: 3 }), 400],
  ['more than 4 MB', body({}, { messages: [{ role: 'user', content: 'x'.repeat(5_000_000) }] }), 413],
];

test.each(refusals)('refuses %s', async (_what, payload, status, headers = {}) => {
  expect(await post(payload, headers)).toMatchObject({
    status,
    body: { error: { message: expect.any(String), type: 'invalid_request_error' } },
  });
});
