import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { decodeJwt } from 'jose';
import { Api } from '../support/api.js';
import { UploadLimitsDocument } from '../support/operations.generated.js';
import { runProgram } from '../support/run-program.js';
import { inSeconds, JWT_ENVIRONMENT } from '../support/tokens.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thumbnail-token-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What the script of `npm run token` prints, in a folder without .env. */
function printed(
  subjects: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const register = resolve('node_modules/@oxc-node/core/register.mjs');
  const script = resolve('scripts/token.ts');
  return runProgram(process.execPath, ['--import', register, script, ...subjects], folder, environment);
}

it('prints a token alone, which a server with the same settings takes for 12 hours', async () => {
  const api = await Api.start(JWT_ENVIRONMENT);
  try {
    const token = await printed([], JWT_ENVIRONMENT);
    expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(decodeJwt(token.trim())).toMatchObject({ sub: 'developer' });
    expect(Math.abs(decodeJwt(token.trim()).exp! - inSeconds(12 * 60 * 60))).toBeLessThan(60);
    expect((await api.as(token.trim()).send(UploadLimitsDocument)).status).toBe(200);
    expect(decodeJwt((await printed(['auth0|alice'], JWT_ENVIRONMENT)).trim()).sub).toBe('auth0|alice');
  } finally {
    await api.remove();
  }
});

it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
  ['Set AUTH=jwt and JWT_SECRET, JWT_ISSUER and JWT_AUDIENCE', [], {}],
  ['JWT_ISSUER: is required with AUTH=jwt', [], { ...JWT_ENVIRONMENT, JWT_ISSUER: '' }],
  ['Give one subject', ['é'], JWT_ENVIRONMENT],
  ['Give one subject', ['alice', 'bob'], JWT_ENVIRONMENT],
])('says "%s" and ends with 1', async (message, subjects, environment) => {
  await expect(printed(subjects, environment)).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining(message),
  });
});
