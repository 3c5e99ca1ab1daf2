import { parseEnv } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { parseConfig } from '../../src/config/config.js';
import { knownSettings, paper, tableRows } from './papers.js';

const NAMES = knownSettings();
const DEFAULTS = parseConfig({});

it('finds the settings in the source, and parseConfig reads every one of them', () => {
  expect(NAMES).toContain('DATABASE_URL');
  // None of them takes all of these, so each is read and refused at least once, but for those that take any text.
  const refused = NAMES.filter((name) => ['', 'no such thing', '-1'].some((value) => !accepts(name, value)));
  const takesAnyText = ['GROQ_API_KEY', 'GROQ_MODELS', 'JWT_ISSUER', 'JWT_AUDIENCE', 'S3_REGION'];
  expect(refused).toEqual(NAMES.filter((name) => !takesAnyText.includes(name)));
});

describe('.env.example', () => {
  const example = paper('.env.example');
  /** A setting is commented out without a space; prose and examples have one. */
  const settings = example
    .split('\n')
    .filter((line) => /^#?[A-Z0-9_]+=/.test(line))
    .map((line) => line.replace(/^#/, ''));

  it('names exactly the settings that there are, each once', () => {
    expect(settings.map((line) => line.split('=')[0]).sort()).toEqual([...NAMES].sort());
  });

  it('shows the defaults', () => {
    expect(parseConfig(parseEnv(settings.join('\n')))).toEqual(DEFAULTS);
  });

  it('can be copied as it stands', () => {
    expect(parseConfig(parseEnv(example))).toEqual(DEFAULTS);
  });

  it('gives examples that can be used', () => {
    const examples = [...example.matchAll(/^# ([A-Z_]+=\S+)$/gm)].map(([, line = '']) => parseEnv(line));
    expect(examples).toHaveLength(4);
    for (const one of examples) expect(parseConfig(one)).not.toEqual(DEFAULTS);
  });
});

describe('the settings in docs/settings.md', () => {
  const rows = tableRows(paper('docs/settings.md'), 'setting');

  it('are exactly those that there are, each once', () => {
    expect(rows.map(([name]) => name).sort()).toEqual([...NAMES].sort());
  });

  it.each(rows.filter(([, value]) => value !== 'none'))('%s has the default %s', (name = '', value = '') => {
    expect(parseConfig({ [name]: value })).toEqual(DEFAULTS);
  });
});

function accepts(name: string, value: string): boolean {
  try {
    parseConfig({ [name]: value });
    return true;
  } catch {
    return false;
  }
}
