import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';
import { pino } from 'pino';
import type { parseConfig } from '../../src/config/config.js';
import type { RunningServer, startServer } from '../../src/server.js';
import { databaseUnderTest } from './database-under-test.js';
import {
  AnalyzeThumbnailDocument,
  type AnalyzeThumbnailInput,
  type AnalyzeThumbnailMutation,
} from './operations.generated.js';

declare global {
  /** The server outside of jest's sandbox, in suites that drive whole servers. */
  var builtServer:
    | { readonly parseConfig: typeof parseConfig; readonly startServer: typeof startServer }
    | undefined;
}

/** An error as clients receive it. */
export interface WireError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: { readonly code: string; readonly retryAfter?: number };
}

export interface WireAnswer<Data> {
  readonly status: number;
  readonly headers: Headers;
  readonly data: Data | null;
  readonly errors: readonly WireError[];
}

/** A whole server on an empty database and an empty picture folder, and a client that speaks HTTP with it. */
export class Api {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #cleanUp: () => Promise<void>;
  /** Every line that the server logged, as it wrote them. */
  readonly log: string[] = [];
  /** What every request says of who asks. */
  #credentials: Readonly<Record<string, string>> = {};
  readonly picturesFolder: string;
  #server: RunningServer | undefined;

  private constructor(
    environment: Readonly<Record<string, string>>,
    picturesFolder: string,
    cleanUp: () => Promise<void>,
  ) {
    this.#environment = environment;
    this.picturesFolder = picturesFolder;
    this.#cleanUp = cleanUp;
  }

  static async start(environment: Readonly<Record<string, string>> = {}): Promise<Api> {
    const folder = await mkdtemp(join(tmpdir(), 'thumbnail-api-'));
    const database = environment.DATABASE_URL ? undefined : await databaseUnderTest();
    const settings = {
      PORT: '0',
      DATABASE_URL: database?.url ?? '',
      PICTURES_URL: `file:${folder}`,
      LOG_LEVEL: 'trace',
      // The networks take most of the time of an analysis: tests of what they find turn them on.
      MEASURE_TEXT: 'false',
      MEASURE_FACES: 'false',
      // Whoever tests the limits sets them.
      ANALYSES_PER_MINUTE: '1000000',
      ANALYSES_PER_DAY: '1000000',
      REQUESTS_PER_MINUTE: '1000000',
      ANALYSIS_QUEUE: '1000',
      ...environment,
    };
    const api = new Api(settings, folder, async () => {
      await database?.remove();
      await rm(folder, { recursive: true, force: true });
    });
    await api.start();
    return api;
  }

  /** The same server, asked with that token. */
  as(token: string): Api {
    const view = new Api(this.#environment, this.picturesFolder, this.#cleanUp);
    view.#server = this.#server;
    view.#credentials = { authorization: `Bearer ${token}` };
    return view;
  }

  get url(): string {
    return this.#server!.url;
  }

  get databaseUrl(): string {
    return this.#environment.DATABASE_URL!;
  }

  /** Starts, or starts again, on the same data; some settings may differ. */
  async start(changes: Readonly<Record<string, string>> = {}): Promise<void> {
    // Programs that are no tests have no sandbox to leave, and run the sources.
    const { parseConfig, startServer } = globalThis.builtServer ?? {
      ...(await import('../../src/config/config.js')),
      ...(await import('../../src/server.js')),
    };
    const config = parseConfig({ ...this.#environment, ...changes });
    const stream = { write: (line: string) => void this.log.push(line) };
    this.#server = await startServer(config, pino({ level: config.logLevel }, stream));
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    this.#server = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    await this.#cleanUp();
  }

  /** Sends one operation as JSON. */
  async send<Data, Variables>(
    document: TypedDocumentNode<Data, Variables> | string,
    variables?: Variables,
  ): Promise<WireAnswer<Data>> {
    const query = typeof document === 'string' ? document : print(document);
    return this.post<Data>(JSON.stringify({ query, variables }), { 'content-type': 'application/json' });
  }

  /** The data of one operation; throws when there was an error. */
  async ask<Data, Variables>(
    document: TypedDocumentNode<Data, Variables>,
    variables?: Variables,
  ): Promise<Data> {
    return dataOf(await this.send(document, variables));
  }

  /** Sends a file the way browsers do. */
  async upload(file: Uint8Array, input: AnalyzeThumbnailInput = {}, filename = 'picture.png') {
    const form = uploadForm(file, input, filename);
    return this.post<AnalyzeThumbnailMutation>(form);
  }

  /** The stored analysis of a file; throws when it was refused. */
  async analyze(file: Uint8Array, input: AnalyzeThumbnailInput = {}, filename?: string) {
    return dataOf(await this.upload(file, input, filename)).analyzeThumbnail;
  }

  /** Any POST to the GraphQL address, with the header that uploads need. */
  async post<Data>(
    body: RequestInit['body'],
    headers: Record<string, string> = {},
  ): Promise<WireAnswer<Data>> {
    return postTo<Data>(this.url, body, { ...this.#credentials, ...headers });
  }
}

/** Any POST to the GraphQL address of a server, with the header that uploads need. */
export async function postTo<Data>(
  url: string,
  body: RequestInit['body'],
  headers: Record<string, string> = {},
): Promise<WireAnswer<Data>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    body: body!,
    headers: {
      'apollo-require-preflight': 'true',
      accept: 'application/graphql-response+json',
      ...headers,
    },
  });
  return wireAnswer<Data>(response);
}

/** What a response of the GraphQL address says. */
export async function wireAnswer<Data>(response: Response): Promise<WireAnswer<Data>> {
  const { status, headers } = response;
  // What a test asserts on it is checked there; the server's promise is the generated type.
  const { data = null, errors = [] } = (await response.json()) as { data?: Data; errors?: WireError[] };
  return { status, headers, data, errors };
}

/** The multipart form of an upload. */
export function uploadForm(file: Uint8Array, input: AnalyzeThumbnailInput, filename: string): FormData {
  const form = new FormData();
  const variables = { file: null, input };
  form.set('operations', JSON.stringify({ query: print(AnalyzeThumbnailDocument), variables }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new Blob([new Uint8Array(file)]), filename);
  return form;
}

/** The data of an answer; throws when there was an error. */
export function dataOf<Data>({ data, errors }: WireAnswer<Data>): Data {
  if (data === null || errors.length > 0) throw new Error(`refused: ${JSON.stringify(errors)}`);
  return data;
}
