import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type Answer, answers, sendJson } from './fake-groq-answers.js';
import { FAKE_MODELS, type FakeModel, type Refusal, refusalOf, refuse } from './fake-groq-refusal.js';
import { chatRequest, type RecordedRequest } from './fake-groq-request.js';

/** A local server that speaks Groq's wire format. */
export interface FakeGroq {
  /** What the server under test takes as GROQ_BASE_URL. */
  readonly url: string;
  /** The one key that it accepts. */
  readonly apiKey: string;
  /** Every well-formed request so far, refused ones included. */
  readonly requests: readonly RecordedRequest[];
  /** Answers the next requests in this order, and all later ones like the last. */
  respondWith(...script: [Answer, ...Answer[]]): void;
  stop(): Promise<void>;
}

// Groq's limit for a request with a base64 picture.
const MAX_REQUEST_BYTES = 4 * 1024 * 1024;

interface FakeGroqOptions {
  readonly apiKey?: string;
  readonly models?: Readonly<Record<string, FakeModel>>;
  /** False where there are too many requests to remember. */
  readonly remembers?: boolean;
}

/** Starts a fake Groq on a free loopback port; it answers well until told otherwise. */
export async function startFakeGroq(options: FakeGroqOptions = {}): Promise<FakeGroq> {
  const { apiKey = 'gsk_fake0123456789', models = FAKE_MODELS, remembers = true } = options;
  const requests: RecordedRequest[] = [];
  let script: readonly Answer[] = [answers.completion()];

  const serve = async (incoming: IncomingMessage, response: ServerResponse) => {
    const body = await buffer(incoming);
    setUsualHeaders(response, requests.length);
    const reject = ({ status, error }: Refusal) => sendJson(response, status, { error });

    if (incoming.method !== 'POST' || incoming.url !== '/openai/v1/chat/completions') {
      return reject(refuse(404, `Unknown request URL: ${incoming.method} ${incoming.url}`, 'unknown_url'));
    }
    if (incoming.headers.authorization !== `Bearer ${apiKey}`) {
      return reject(refuse(401, 'Invalid API Key', 'invalid_api_key'));
    }
    if (body.length > MAX_REQUEST_BYTES)
      return reject(refuse(413, 'Request Entity Too Large', 'request_too_large'));
    const parsed = chatRequest.safeParse(parseJson(body));
    if (!parsed.success) return reject(refuse(400, parsed.error.message));

    const request = { headers: incoming.headers, body: parsed.data, bytes: body.length };
    if (remembers) requests.push(request);
    const refusal = refusalOf(request.body, models);
    if (refusal !== null) return reject(refusal);
    const [answer = answers.completion(), ...later] = script;
    if (later.length > 0) script = later;
    await answer({ request, response });
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('A TCP server has a port');

  return {
    url: `http://127.0.0.1:${address.port}`,
    apiKey,
    requests,
    respondWith: (...answersInOrder) => {
      script = answersInOrder;
    },
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      // Hanging answers would keep it open for ever.
      server.closeAllConnections();
      await closed;
    },
  };
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}

function setUsualHeaders(response: ServerResponse, requestsBefore: number): void {
  const headers = {
    'x-request-id': `req_${randomUUID()}`,
    'x-ratelimit-limit-requests': '14400',
    'x-ratelimit-limit-tokens': '300000',
    'x-ratelimit-remaining-requests': String(14400 - 1 - requestsBefore),
    'x-ratelimit-remaining-tokens': '296000',
    'x-ratelimit-reset-requests': '6s',
    'x-ratelimit-reset-tokens': '800ms',
  };
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}
