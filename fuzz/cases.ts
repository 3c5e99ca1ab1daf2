import sharp from 'sharp';
import { drawGood } from '../tests/support/draw.js';
import type { Dice } from './dice.js';
import { mutateBytes } from './mutate-bytes.js';

/** One request that is not quite right. */
export interface FuzzCase {
  readonly kind: 'picture' | 'multipart' | 'query' | 'address';
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

const PREFLIGHT = { 'apollo-require-preflight': 'true' };
export const ANALYZE =
  'mutation($f:Upload!){analyzeThumbnail(file:$f,input:{judge:SKIP}){id score criteria{criterion score}}}';
export const QUERIES = [
  '{ thumbnailHistory(first: 3, filter: { text: "a" }) { edges { cursor node { id latestAnalysis { score } } } } }',
  '{ thumbnail(id: "01a204c7-9c06-77e0-9cd0-86fdee127223") { ...T } } fragment T on Thumbnail { id filename }',
  '{ historyStats { groups { scores { count mean } } } rubric(version: "2") { version criteria { criterion } } }',
  'mutation { deleteThumbnail(id: "01a204c7-9c06-77e0-9cd0-86fdee127223") }',
];

/** Small pictures in every format, and some of their rarer forms. */
export async function corpus(): Promise<Buffer[]> {
  const { png } = await drawGood(1);
  const small = () => sharp(png).resize(160, 90);
  const frames = await Promise.all([small().png().toBuffer(), small().negate().png().toBuffer()]);
  return Promise.all([
    small().png().toBuffer(),
    small().png({ palette: true, progressive: true }).toBuffer(),
    small().toColourspace('rgb16').png().toBuffer(),
    small()
      .jpeg()
      .withExif({ IFD0: { Copyright: 'nobody' } })
      .toBuffer(),
    small().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }).toBuffer(),
    small().webp().toBuffer(),
    small().webp({ lossless: true }).toBuffer(),
    small().gif().toBuffer(),
    sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer(),
    small().avif({ effort: 0 }).toBuffer(),
  ]);
}

/** The next case; the same dice and pictures give the same cases. */
export function nextCase(pictures: readonly Buffer[], dice: Dice): FuzzCase {
  const roll = dice.below(100);
  if (roll < 60) return upload('picture', mutateBytes(dice.pick(pictures), pictures, dice), dice, false);
  if (roll < 85) return upload('multipart', dice.pick(pictures), dice, true);
  return roll < 95 ? query(dice) : address(dice);
}

function upload(kind: FuzzCase['kind'], file: Buffer, dice: Dice, damaged: boolean): FuzzCase {
  const whole = multipart(file);
  // The fields before the file are where a multipart body is interesting.
  const fields = whole.length - file.length;
  const body = damaged
    ? Buffer.concat([mutateBytes(whole.subarray(0, fields), [whole, file], dice, 2), whole.subarray(fields)])
    : whole;
  const type = `multipart/form-data; boundary=${damaged && dice.chance(0.1) ? dice.pick(['', '"', 'c', ';b']) : 'b'}`;
  return { kind, method: 'POST', path: '/graphql', headers: { ...PREFLIGHT, 'content-type': type }, body };
}

function multipart(file: Buffer): Buffer {
  const part = (name: string, value: string) =>
    `--b\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const operations = JSON.stringify({ query: ANALYZE, variables: { f: null } });
  return Buffer.concat([
    Buffer.from(part('operations', operations) + part('map', '{"0":["variables.f"]}')),
    Buffer.from(
      '--b\r\ncontent-disposition: form-data; name="0"; filename="a.png"\r\ncontent-type: image/png\r\n\r\n',
    ),
    file,
    Buffer.from('\r\n--b--\r\n'),
  ]);
}

function query(dice: Dice): FuzzCase {
  const text = Buffer.from(JSON.stringify({ query: dice.pick(QUERIES), variables: {} }));
  const body = dice.chance(0.5)
    ? mutateBytes(text, [text], dice)
    : Buffer.from(
        JSON.stringify({
          query: mutateBytes(Buffer.from(dice.pick(QUERIES)), [text], dice).toString('latin1'),
        }),
      );
  return {
    kind: 'query',
    method: 'POST',
    path: '/graphql',
    headers: { ...PREFLIGHT, 'content-type': 'application/json' },
    body,
  };
}

function address(dice: Dice): FuzzCase {
  const good = dice.pick([
    '/pictures/01a204c7-9c06-77e0-9cd0-86fdee127223/360.webp?expires=1795651200&signature=abc',
    `/graphql?query=${encodeURIComponent(QUERIES[0] ?? '')}`,
    '/app/result/01a204c7-9c06-77e0-9cd0-86fdee127223',
    '/playground/main.js',
    '/health/ready',
  ]);
  const mutated = mutateBytes(Buffer.from(good), [Buffer.from('/../%00%ff%2e%2e/')], dice).toString('latin1');
  // Node sends nothing else in the first line of a request.
  const path = `/${mutated.replace(/[^!-~]/g, '%')}`;
  return { kind: 'address', method: 'GET', path, headers: PREFLIGHT, body: Buffer.alloc(0) };
}
