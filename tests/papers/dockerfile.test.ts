import { describe, expect, it } from '@jest/globals';
import { paper } from './papers.js';

const lines = paper('Dockerfile')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const argumentsOf = (instruction: string) =>
  lines
    .filter((line) => line.startsWith(`${instruction} `))
    .map((line) => line.slice(instruction.length + 1));

describe('the Dockerfile', () => {
  it('names the version of every base image', () => {
    for (const image of argumentsOf('FROM')) expect(image).toMatch(/^[\w./-]+:\d[\w.-]*( AS \w+)?$/);
  });

  it('runs as a user without rights, and has a health check', () => {
    expect(argumentsOf('USER').at(-1)).toBe('node');
    expect(argumentsOf('HEALTHCHECK')).toHaveLength(1);
  });

  it('installs what the lock file says, and nothing from elsewhere', () => {
    const commands = argumentsOf('RUN').join('\n');
    expect(commands).toContain('npm ci');
    expect(commands).not.toMatch(/npm (i|install)\b|curl|wget|apt/);
    expect(argumentsOf('ADD')).toEqual([]);
  });

  it('starts the server as the first process, so that it receives signals', () => {
    expect(argumentsOf('CMD')).toEqual(['["node", "dist/main.js"]']);
  });

  it('contains no secret', () => {
    expect(argumentsOf('ENV').join(' ')).not.toMatch(/KEY|SECRET|TOKEN|PASSWORD/);
  });
});
