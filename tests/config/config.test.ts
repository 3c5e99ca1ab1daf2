import { availableParallelism } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, parseConfig } from '../../src/config/config.js';

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
      measurement: { text: true, faces: true, timeLimitMs: 10_000 },
      production: false,
    });
  });

  it('measures in as many threads as there are processors for us', () => {
    const { workers } = parseConfig({}).measurement;
    expect(workers).toBe(Math.min(64, availableParallelism()));
    expect(parseConfig({ MEASURE_WORKERS: '3' }).measurement.workers).toBe(3);
  });

  it.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('reads %s as %s', (text, value) => {
    const { measurement } = parseConfig({ MEASURE_TEXT: text, MEASURE_FACES: text });
    expect([measurement.text, measurement.faces]).toEqual([value, value]);
  });

  it('reads a part of the frame, up to its very edge', () => {
    const { overlays } = parseConfig({ DURATION_BADGE: '0.82, 0.9,0.18,0.1' }).measurement;
    expect(overlays.durationBadge).toEqual({ x: 0.82, y: 0.9, width: 0.18, height: 0.1 });
  });

  it.each(['0.5,0.5,0.6,0.1', '0.5,0.5,0.1,0.6', '0,0,0,1', '-0.1,0,1,1', '0,0,1', '0,0,1,1,1', 'a,b,c,d'])(
    'refuses %s as a part of the frame',
    (text) => {
      expect(() => parseConfig({ PROGRESS_BAR: text })).toThrow('PROGRESS_BAR');
    },
  );

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
      MEASURE_TEXT: 'perhaps',
      MEASURE_WORKERS: '65',
      MEASURE_TIME_LIMIT_MS: '-7',
      DURATION_BADGE: '1.5,0,1,1',
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
    const parts = [config, config.database, config.image, config.measurement, config.measurement.overlays];
    expect(parts.every((part) => Object.isFrozen(part))).toBe(true);
  });
});
