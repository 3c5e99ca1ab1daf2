import { describe, expect, test } from '@jest/globals';
import { ErrorCode } from '../../src/errors.js';
import { askedCriteria } from '../../src/judgement/asked-criteria.js';
import { parseReply, replySchema } from '../../src/judgement/reply-schema.js';
import { smallCriteria } from '../support/small-criteria.js';

const asked = askedCriteria(smallCriteria, 'A title');

const good = {
  criteria: {
    legibility: { reason: 'Three thick words.', score: 80 },
    titleFit: { reason: 'It shows the boat.', score: 0 },
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

  const withScore = (score: unknown) => ({
    ...good,
    criteria: { ...good.criteria, legibility: { reason: 'Three thick words.', score } },
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

  test('is never quoted in the refusal', () => {
    expect(() => parseReply(JSON.stringify({ ...good, secret: 'words of the model' }), asked)).toThrow(
      expect.objectContaining({ message: expect.not.stringMatching(/secret|words of the model/) }),
    );
  });
});
