import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type AuditResult, serverAudits } from 'graphql-http';
import { Api } from '../support/api.js';

let api: Api;

beforeAll(async () => {
  api = await Api.start();
});

afterAll(() => api?.remove());

const results: AuditResult[] = [];
const AUDITS = serverAudits({ url: () => `${api.url}/graphql` });

/** What the specification leaves open may turn out either way. */
describe.each(['MUST', 'SHOULD', 'MAY'] as const)('GraphQL over HTTP: a server %s', (level) => {
  const audits = AUDITS.filter(({ name }) => name.startsWith(`${level} `));

  it.each(audits)('$name ($id)', async (audit) => {
    const result = await audit.fn();
    results.push(result);
    if (level !== 'MAY') expect('reason' in result ? result.reason : 'ok').toBe('ok');
  });

  it('is asked about', () => {
    expect(audits.length).toBeGreaterThan(0);
  });

  afterAll(() => {
    const passed = results.filter(({ name, status }) => name.startsWith(`${level} `) && status === 'ok');
    process.stdout.write(`GraphQL over HTTP, ${level}: ${passed.length} of ${audits.length} audits\n`);
  });
});

it('has no audit of another level', () => {
  expect(AUDITS.filter(({ name }) => !/^(MUST|SHOULD|MAY) /.test(name)).map(({ name }) => name)).toEqual([]);
});
