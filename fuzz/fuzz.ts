import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { ErrorCode } from '../src/errors/app-error.js';
import { corpus, type FuzzCase, nextCase } from './cases.js';
import { Dice } from './dice.js';

/** After which a request counts as one that hangs. */
const HANG_MS = 5000;
const AT_ONCE = 8;

/** What a run saw. */
export interface FuzzReport {
  /** How often each kind of case ended in each way. */
  readonly outcomes: ReadonlyMap<string, number>;
  readonly slowestMs: number;
  /** Cases that no server should answer like that, with how to meet them again. */
  readonly faults: readonly string[];
}

/** Sends so many cases to a server. A client is told everything by a status below 500, or SERVER_BUSY, and a code that there is. */
export async function fuzz(url: string, cases: number, seed: number): Promise<FuzzReport> {
  const pictures = await corpus();
  const dice = new Dice(seed);
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const outcomes = new Map<string, number>();
  const faults: string[] = [];
  let slowestMs = 0;
  let sent = 0;
  const client = async () => {
    while (sent < cases) {
      const number = sent++;
      const one = nextCase(pictures, dice);
      const began = performance.now();
      const outcome = await send(url, one, agent).catch((error: unknown) => `no answer: ${error}`);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      const name = `${one.kind}: ${outcome}`;
      outcomes.set(name, (outcomes.get(name) ?? 0) + 1);
      if (!isFine(outcome)) faults.push(`case ${number} of seed ${seed}, ${name}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  agent.destroy();
  return { outcomes, slowestMs, faults };
}

async function send(url: string, { method, path, headers, body }: FuzzCase, agent: Agent): Promise<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const length = method === 'POST' ? { 'content-length': String(body.length) } : {};
    const signal = AbortSignal.timeout(HANG_MS);
    const sending = request(new URL(url), {
      method,
      path,
      headers: { ...headers, ...length },
      agent,
      signal,
    });
    sending.once('response', resolve).once('error', reject).end(body);
  });
  const status = response.statusCode ?? 0;
  const type = response.headers['content-type'] ?? 'nothing';
  const answer = await buffer(response);
  if (!type.includes('json')) return `${status} ${type.replace(/;.*/, '')}`;
  const { errors = [] } = JSON.parse(answer.toString()) as { errors?: { extensions?: { code?: string } }[] };
  return `${status} ${errors[0] ? errors[0].extensions?.code : 'OK'}`;
}

function isFine(outcome: string): boolean {
  const [, status, what = ''] = /^(\d{3}) (.+)$/.exec(outcome) ?? [];
  if (status === undefined) return false;
  // The front end, the playground and redirects to them are no JSON.
  if (!(what in ErrorCode)) return Number(status) < 400;
  return what !== 'INTERNAL_SERVER_ERROR' && (Number(status) < 500 || what === 'SERVER_BUSY');
}
