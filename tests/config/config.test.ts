import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/config.js';

describe('parseConfig', () => {
  it('has a default for everything', () => {
    expect(parseConfig({})).toMatchObject({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: undefined,
      database: { url: 'sqlite:./data/thumbnails.sqlite' },
      groq: undefined,
      judge: { deadlineMs: 30_000, passes: 1, concurrency: 8, queue: 32 },
      corsOrigins: [],
      image: { maxBytes: 50 * 1024 * 1024, maxPixels: 50_000_000 },
      production: false,
    });
  });

  it('takes an empty variable for an absent one', () => {
    expect(parseConfig({ PORT: '', GROQ_API_KEY: '  ' })).toEqual(parseConfig({}));
  });

  it('names every bad variable at once and repeats no value', () => {
    const bad = {
      PORT: 'port-value',
      DATABASE_URL: 'postgres://user:secret-value@host/db',
      MAX_UPLOAD_MB: '-1',
      CORS_ORIGINS: 'https://app.example.com/path',
      LOG_LEVEL: 'loud',
      PICTURES_URL: 'ftp://x',
    };
    const message = (() => {
      try {
        parseConfig(bad);
      } catch (error) {
        return error instanceof ConfigError ? error.message : '';
      }
      return '';
    })();
    for (const [name, value] of Object.entries(bad)) {
      expect(message).toContain(name);
      expect(message).not.toContain(value);
    }
  });

  it('reads lists, and addresses without a trailing slash', () => {
    const config = parseConfig({
      PUBLIC_URL: 'https://thumbs.example.com/base/',
      CORS_ORIGINS: 'https://a.example.com, http://localhost:3000',
      GROQ_API_KEY: 'key',
      GROQ_MODELS: 'one/model , another',
    });
    expect(config.publicUrl).toBe('https://thumbs.example.com/base');
    expect(config.corsOrigins).toEqual(['https://a.example.com', 'http://localhost:3000']);
    expect(config.groq).toMatchObject({ apiKey: 'key', models: ['one/model', 'another'] });
  });

  it('cannot be changed afterwards', () => {
    const config = parseConfig({});
    expect(Object.isFrozen(config) && Object.isFrozen(config.database) && Object.isFrozen(config.image)).toBe(
      true,
    );
  });
});
