import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import {
  analysisAnswer,
  analyzeAnswer,
  type CardAnalysis,
  type CardRubric,
  errorsAnswer,
  type Measured,
  rubricAnswer,
} from './answers.js';
import { DemoError } from './demo-error.js';
import type { Picture } from './pictures.js';
import { printable } from './printable.js';

const OPERATIONS = new URL('../schema/operations/', import.meta.url);

/** Asks the server what any client may ask, with the operations that are published. */
export class DemoClient {
  constructor(private readonly serverUrl: string) {}

  /**
   * Uploads a picture as the GraphQL multipart request specification has it: operations, map, file.
   * @throws DemoError with the server's own code and message.
   */
  async analyze({ filename, bytes, title, path }: Picture): Promise<CardAnalysis> {
    const variables = { file: null, input: { title } };
    const form = new FormData();
    form.append('operations', JSON.stringify({ query: await operation('analyze-thumbnail'), variables }));
    form.append('map', JSON.stringify({ 0: ['variables.file'] }));
    form.append('0', new Blob([bytes]), filename);
    const request = { body: form, headers: { 'Apollo-Require-Preflight': 'true' } };
    const answer = await this.#ask(analyzeAnswer, request, `${printable(path)} was refused`);
    return answer.data.analyzeThumbnail;
  }

  /** Every number that an analysis rests on. */
  async measurements(id: string): Promise<Measured> {
    const answer = await this.#query(analysisAnswer, 'analysis', { id });
    return answer.data.analysis.measurements;
  }

  /** What criteria and rules are called in today's rubric. */
  async rubric(): Promise<CardRubric> {
    return (await this.#query(rubricAnswer, 'rubric', { version: null })).data.rubric;
  }

  async #query<T>(answer: z.ZodType<T>, name: string, variables: object): Promise<T> {
    const body = JSON.stringify({ query: await operation(name), variables });
    const request = { body, headers: { 'Content-Type': 'application/json' } };
    return this.#ask(answer, request, `The query ${name} was refused`);
  }

  async #ask<T>(answer: z.ZodType<T>, request: RequestInit, failure: string): Promise<T> {
    const response = await fetch(`${this.serverUrl}/graphql`, { method: 'POST', ...request });
    const json: unknown = await response.json();
    const refusal = errorsAnswer.safeParse(json);
    if (!refusal.success) return answer.parse(json);
    const reasons = refusal.data.errors.map(({ message, extensions }) => `${extensions.code}: ${message}`);
    throw new DemoError(`${failure}.\n${reasons.join('\n')}`);
  }
}

/** The published text, with the fragments that most operations share where it uses them. */
async function operation(name: string): Promise<string> {
  const text = await readFile(new URL(`${name}.graphql`, OPERATIONS), 'utf8');
  return text.includes('...')
    ? text + (await readFile(new URL('fragments.graphql', OPERATIONS), 'utf8'))
    : text;
}
