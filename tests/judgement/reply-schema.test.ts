import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ErrorCode } from '../../src/errors.js';
import { askedCriteria } from '../../src/judgement/asked-criteria.js';
import { parseReply, replySchema } from '../../src/judgement/reply-schema.js';
import { smallCriteria } from '../support/small-criteria.js';

const asked = askedCriteria(smallCriteria, 'A title');

const good = {
  criteria: {
    legibility: {
      reason: 'Three thick words.',
      region: { x: 0.1, y: 0.05, width: 0.5, height: 0.25 },
      score: 80,
    },
    titleFit: { reason: 'It shows the boat.', region: null, score: 0 },
  },
  summary: 'Clear.',
  strengths: ['big words'],
  weaknesses: [],
};

test('the wire schema is what a strict mode takes', () => {
  expect(replySchema(asked)).toMatchSnapshot();
});

describe('a reply', () => {
  test('is read when it is good', () => {
    expect(parseReply(JSON.stringify(good), asked)).toEqual(good);
  });

  test('is trimmed', () => {
    const { summary } = parseReply(JSON.stringify({ ...good, summary: '  Clear.\n' }), asked);
    expect(summary).toBe('Clear.');
  });

  const withLegibility = (changes: object) => ({
    ...good,
    criteria: { ...good.criteria, legibility: { ...good.criteria.legibility, ...changes } },
  });
  const withScore = (score: unknown) => withLegibility({ score });
  const withRegion = (x: unknown, y: unknown, width: unknown, height: unknown) =>
    withLegibility({ region: { x, y, width, height } });

  const regions: [string, object, object | null][] = [
    ['that is left out', withLegibility({ region: undefined }), null],
    ['of everything', withRegion(0, 0, 1, 1), { x: 0, y: 0, width: 1, height: 1 }],
    ['a little outside', withRegion(-0.01, 0.5, 1.02, 0.51), { x: 0, y: 0.5, width: 1, height: 0.5 }],
    [
      'with more digits than pixels',
      withRegion(1 / 3, 0.1, 1 / 3, 0.2),
      { x: 0.333, y: 0.1, width: 0.334, height: 0.2 },
    ],
  ];

  test.each(regions)('may have a region %s', (_what, reply, region) => {
    expect(parseReply(JSON.stringify(reply), asked).criteria.legibility?.region).toEqual(region);
  });
  const invalid: Record<string, unknown> = {
    'no object': 'well, I think it is fine',
    'a null': null,
    'nothing in it': {},
    'a criterion is missing': { ...good, criteria: { legibility: good.criteria.legibility } },
    'a criterion is unknown': {
      ...good,
      criteria: { ...good.criteria, virality: { reason: 'Yes.', score: 99 } },
    },
    'a further property': { ...good, overall: 100 },
    'a score above 100': withScore(101),
    'a score below 0': withScore(-1),
    'a broken score': withScore(71.5),
    'a score in words': withScore('80'),
    'no score': withScore(null),
    'a region in pixels': withRegion(100, 40, 300, 200),
    'a region in per cent': withRegion(10, 5, 50, 25),
    'a region far outside': withRegion(0.5, 0.5, 0.6, 0.1),
    'a region without height': withRegion(0.1, 0.1, 0.5, 0),
    'a region outside but for nothing': withRegion(1.01, 0.1, 0.005, 0.5),
    'a region that goes backwards': withRegion(0.5, 0.5, -0.2, 0.1),
    'a region in words': withLegibility({ region: 'top left' }),
    'half a region': withLegibility({ region: { x: 0.1, y: 0.1 } }),
    'a region with more': withLegibility({ region: { ...good.criteria.legibility.region, z: 1 } }),
    'an empty reason': { ...good, criteria: { ...good.criteria, titleFit: { reason: ' ', score: 1 } } },
    'an endless summary': { ...good, summary: 'x'.repeat(5000) },
    'an endless list': { ...good, strengths: Array.from({ length: 100 }, () => 'x') },
    'an empty strength': { ...good, strengths: [''] },
    'a list of objects': { ...good, weaknesses: [{ text: 'x' }] },
  };

  test.each(Object.entries(invalid))('is refused: %s', (_what, reply) => {
    expect(() => parseReply(JSON.stringify(reply), asked)).toThrow(
      expect.objectContaining({ code: ErrorCode.JUDGE_REPLY_INVALID }),
    );
  });

  test.each(['', '{"criteria":', '<html></html>', `<think>hm</think>${JSON.stringify(good)}`])(
    'is refused when it is no JSON: %s',
    (content) => {
      expect(() => parseReply(content, asked)).toThrow(
        expect.objectContaining({ code: ErrorCode.JUDGE_REPLY_INVALID }),
      );
    },
  );

  test('is never quoted in the refusal, which still says what is wrong where', () => {
    const hostile = { ...withScore('words of the model'), 'secret order': 1, summary: '' };
    const refusal = (() => {
      try {
        return parseReply(JSON.stringify(hostile), asked);
      } catch (error) {
        return error;
      }
    })();
    expect(inspect(refusal)).not.toMatch(/secret|words of the model/);
    expect(refusal).toMatchObject({
      problems: [
        expect.stringMatching(/^criteria\.legibility\.score: .*number/),
        expect.stringMatching(/^summary: /),
        'the whole reply: holds a property that was not asked for',
      ],
    });
  });
});
