import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { parseConfig } from '../../src/config/config.js';
import { knownSettings, paper } from './papers.js';

const serviceSchema = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  environment: z.record(z.string(), z.string()).prefault({}),
  depends_on: z.union([z.array(z.string()), z.record(z.string(), z.unknown())]).optional(),
  volumes: z.array(z.string()).prefault([]),
});
const compose = z
  .object({ services: z.record(z.string(), serviceSchema), volumes: z.record(z.string(), z.unknown()) })
  .parse(parse(paper('compose.yaml'), { merge: true }));
/** Read by AWS's own tools, not by our settings. */
const OF_AWS = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'];

/** What an operator puts in the place of `${NAME:?why}` and `${NAME:-default}`. */
const GIVEN: Readonly<Record<string, string>> = {
  JWT_JWKS_URL: 'https://accounts.example.com/keys',
  JWT_ISSUER: 'https://accounts.example.com',
  JWT_AUDIENCE: 'thumbnails',
  PICTURE_SIGNING_SECRET: 'a secret of at least 32 characters, really',
  METRICS_TOKEN: 'at least 16 characters',
  MYSQL_PASSWORD: 'secret',
  S3_SECRET: 'secret',
};

function filled(text: string): string {
  return text.replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_all, name: string, kind: string, rest: string) => {
    const value = GIVEN[name] ?? (kind === '-' ? rest : undefined);
    if (value === undefined) throw new Error(`nobody says what ${name} is`);
    return value;
  });
}

const servers = Object.entries(compose.services).filter(([, { build }]) => build === '.');
const image = Object.fromEntries(
  [...paper('Dockerfile').matchAll(/^(?:ENV| {3}) (\w+)=("?)(.*?)\2(?: \\)?$/gm)].map(([, name, , value]) => [
    name,
    value,
  ]),
) as Record<string, string>;

describe('compose.yaml', () => {
  it('has two servers', () => {
    expect(servers).toHaveLength(2);
  });

  it.each(servers)('%s gets settings that there are, and starts with them', (_name, { environment }) => {
    const names = Object.keys(environment).filter((name) => !OF_AWS.includes(name));
    expect(knownSettings()).toEqual(expect.arrayContaining(names));
    const settings = Object.fromEntries(
      Object.entries(environment).map(([name, value]) => [name, filled(value)]),
    );
    const config = parseConfig({ ...image, ...settings });
    expect(config).toMatchObject({ production: true, host: '0.0.0.0', auth: { mode: 'jwt' } });
  });

  it('names only services and volumes that there are', () => {
    for (const { depends_on: needed = [], volumes } of Object.values(compose.services)) {
      const names = Array.isArray(needed) ? needed : Object.keys(needed);
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(names));
      const named = volumes.map((volume) => volume.split(':')[0]!).filter((name) => !name.startsWith('.'));
      expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
    }
  });

  it('gives its proxy the servers that there are', () => {
    const upstreams = [...paper('deploy/Caddyfile').matchAll(/(\w+):4000/g)].map(([, name]) => name);
    expect(upstreams.sort()).toEqual(servers.map(([name]) => name).sort());
  });
});
