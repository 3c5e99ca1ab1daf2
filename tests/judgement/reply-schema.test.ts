import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { ErrorCode } from '../../src/errors/app-error.js';
import { askedCriteria } from '../../src/judgement/asked-criteria.js';
import { parseReply, replySchema } from '../../src/judgement/reply-schema.js';
import type { WireSchema } from '../../src/model/model-task.js';
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

test('the wire schema is what a strict mode takes: every property is required, and no other allowed', () => {
  const objects = objectsIn(replySchema(asked));
  expect(objects).toHaveLength(6);
  for (const { properties, required, additionalProperties } of objects) {
    expect(required).toEqual(Object.keys(properties as object));
    expect(additionalProperties).toBe(false);
  }
  const keywords = ['type', 'properties', 'required', 'additionalProperties', 'items', 'anyOf'];
  for (const schema of schemasIn(replySchema(asked)))
    expect(keywords).toEqual(expect.arrayContaining(Object.keys(schema)));
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
    [
      'with more',
      withLegibility({ region: { ...good.criteria.legibility.region, z: 1 } }),
      good.criteria.legibility.region,
    ],
    ['in pixels', withRegion(100, 40, 300, 200), null],
    ['in per cent', withRegion(10, 5, 50, 25), null],
    ['far outside', withRegion(0.5, 0.5, 0.6, 0.1), null],
    ['without height', withRegion(0.1, 0.1, 0.5, 0), null],
    ['outside but for nothing', withRegion(1.01, 0.1, 0.005, 0.5), null],
    ['that goes backwards', withRegion(0.5, 0.5, -0.2, 0.1), null],
    ['in words', withLegibility({ region: 'top left' }), null],
    ['of numbers in words', withRegion('0.1', '0.1', '0.5', '0.5'), null],
    ['as a list', withLegibility({ region: [0.1, 0.1, 0.5, 0.5] }), null],
    ['that is half there', withLegibility({ region: { x: 0.1, y: 0.1 } }), null],
    ['of nulls', withRegion(null, null, null, null), null],
  ];

  test.each(regions)('may have a region %s', (_what, reply, region) => {
    expect(parseReply(JSON.stringify(reply), asked).criteria.legibility?.region).toEqual(region);
  });

  const scores: [unknown, number][] = [
    ['80', 80],
    [' 80 ', 80],
    ['80.4', 80],
    ['80/100', 80],
    ['80 / 100', 80],
    ['80%', 80],
    [70.4, 70],
    [70.5, 71],
    [99.6, 100],
    [100.4, 100],
    [-0.2, 0],
    [0, 0],
    [1, 1],
  ];

  test.each(scores)('may have the score %j', (score, read) => {
    expect(parseReply(JSON.stringify(withScore(score)), asked).criteria.legibility?.score).toBe(read);
  });

  const lists: [string, unknown, string[]][] = [
    ['that is null', null, []],
    ['that is left out', undefined, []],
    ['that is one text', ' big words ', ['big words']],
    ['that is an object', { first: 'x' }, []],
    ['of objects and texts', [{ text: 'x' }, 'big words', 7, null, ['y']], ['big words']],
    ['with empty texts', ['', ' ', '\0', 'big words'], ['big words']],
    ['that is endless', Array.from({ length: 100 }, () => 'x'), Array.from({ length: 12 }, () => 'x')],
    ['with an endless text', ['x'.repeat(5000)], ['x'.repeat(480)]],
  ];

  test.each(lists)('may have a list %s', (_what, strengths, read) => {
    const reply = parseReply(JSON.stringify({ ...good, strengths, weaknesses: strengths }), asked);
    expect([reply.strengths, reply.weaknesses]).toEqual([read, read]);
  });

  test('holds no property that was not asked for', () => {
    const more = {
      ...withLegibility({ confidence: 1 }),
      criteria: { ...withLegibility({ confidence: 1 }).criteria, virality: { reason: 'Yes.', score: 99 } },
      overall: 100,
    };
    expect(parseReply(JSON.stringify(more), asked)).toEqual(good);
  });

  test.each([
    ['a NUL', 'It\0 reads.\0', 'It reads.'],
    ['half a character', 'It reads.\ud83d', 'It reads.\ufffd'],
    ['control characters and marks of direction', '\u0007\u202eIt\treads.', '\u0007\u202eIt\treads.'],
    ['characters of four bytes, too many of them', '💥'.repeat(5000), '💥'.repeat(800)],
  ])('holds texts as they can be stored: %s', (_what, said, stored) => {
    const reply = parseReply(
      JSON.stringify({ ...withLegibility({ reason: said }), summary: said, strengths: [said] }),
      asked,
    );
    const { legibility } = reply.criteria;
    expect(legibility?.reason).toBe(stored);
    // Each has a length of its own.
    expect(reply.summary.startsWith(stored)).toBe(true);
    expect(stored.startsWith(reply.strengths[0] ?? 'nothing')).toBe(true);
  });

  const json = JSON.stringify(good, null, 2);
  const draft = JSON.stringify(withScore(10));
  test.each([
    ['a byte order mark', `\ufeff${json}`],
    ['a fence', `\`\`\`json\n${json}\n\`\`\``],
    ['a fence of another kind', `~~~\n${json}\n~~~`],
    ['thoughts', `<think>The words {"are"} "thick.</think>\n${json}`],
    ['thoughts that nothing announces', `First a draft: ${draft}. No, it is better.\n</think>\n\n${json}`],
    ['thoughts that hold half a reply', `<think>{"criteria": {"legibility": </think>${json}`],
    ['a sentence before and after', `Here is {my} verdict:\n${json}\nI hope that it helps }.`],
    ['an object before', `{"note": "as asked"} ${json}`],
    ['a list', `[${json}]`],
  ])('is read within %s', (_what, content) => {
    expect(parseReply(content, asked)).toEqual(good);
  });

  test('may speak of the end of thoughts, of braces and of quotes', () => {
    const summary = 'It says "</think> {" and \\ in the picture.';
    expect(parseReply(JSON.stringify({ ...good, summary }), asked).summary).toBe(summary);
  });

  const invalid: Record<string, unknown> = {
    'no object': 'well, I think it is fine',
    'a null': null,
    'nothing in it': {},
    'a criterion is missing': { ...good, criteria: { legibility: good.criteria.legibility } },
    'criteria as a list': { ...good, criteria: [good.criteria.legibility] },
    'a score above 100': withScore(101),
    'a score below 0': withScore(-1),
    'a score of a scale to 1': withScore(0.7),
    'a score of a scale to 10': withScore('7/10'),
    'a score in words': withScore('eighty'),
    'an empty score': withScore(' '),
    'a score without end': withScore(`${'9'.repeat(400)}`),
    'no score': withScore(null),
    'a score of yes': withScore(true),
    'an empty reason': withLegibility({ reason: ' ' }),
    'a reason of NULs': withLegibility({ reason: '\0\0' }),
    'no reason': withLegibility({ reason: undefined }),
    'an empty summary': { ...good, summary: '\0 ' },
  };

  test.each(Object.entries(invalid))('is refused: %s', (_what, reply) => {
    expect(() => parseReply(JSON.stringify(reply), asked)).toThrow(
      expect.objectContaining({ code: ErrorCode.JUDGE_REPLY_INVALID }),
    );
  });

  test.each([
    ['nothing', ''],
    ['half an object', '{"criteria":'],
    ['a page', '<html></html>'],
    ['only thoughts', `<think>${json}</think>`],
    ['two replies', `${draft}${json}`],
    ['nothing but beginnings', '{"'.repeat(50_000)],
  ])('is refused when it is not one JSON object: %s', (_what, content) => {
    expect(() => parseReply(content, asked)).toThrow(
      expect.objectContaining({ code: ErrorCode.JUDGE_REPLY_INVALID }),
    );
  });

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
      ],
    });
  });
});

/** A schema and all within it; names of properties are no keywords. */
function schemasIn(schema: WireSchema): WireSchema[] {
  const {
    properties = {},
    items,
    anyOf = [],
  } = schema as {
    readonly properties?: Readonly<Record<string, WireSchema>>;
    readonly items?: WireSchema;
    readonly anyOf?: readonly WireSchema[];
  };
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...anyOf];
  return [schema, ...inner.flatMap(schemasIn)];
}

function objectsIn(schema: WireSchema): WireSchema[] {
  return schemasIn(schema).filter(({ type }) => type === 'object');
}
