import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { canonicalise } from '../../src/image/canonicalise.js';
import {
  codedData,
  DHT,
  DQT,
  drawnJpeg,
  EOI,
  inserted,
  placeOf,
  replaced,
  SOS,
  scanParameters,
  segment,
  withApplicationSegments,
  withRestarts,
} from '../support/build-jpeg.js';

const LIMITS = { maxBytes: 50e6, maxPixels: 50e6 };
const hashOf = async (bytes: Buffer) =>
  (await canonicalise({ filename: 'a.jpg', bytes, sha256: '' }, LIMITS)).image.pixelHash;
const isRefused = (bytes: Buffer) =>
  hashOf(bytes).then(
    () => false,
    (error: { code?: string }) => error.code === 'IMAGE_CORRUPT',
  );

const plain = await drawnJpeg();
const progressive = await drawnJpeg({ progressive: true });
const restarted = await withRestarts();
const strayRestart = await withRestarts(0xd0, Buffer.of(1, 2, 3, 4, 5));
const otherRestart = await withRestarts(0xd4);
const stray = Buffer.of(1, 2, 3, 4, 5);
/** After an application segment, since the first marker tells what the file is. */
const labelled = withApplicationSegments(plain);

/** What phones, cameras and editors write, the picture that it is, and what every viewer shows. */
const HARMLESS: readonly (readonly [string, Buffer, Buffer])[] = [
  ['stray bytes before tables', inserted(labelled, placeOf(labelled, DQT), stray), plain],
  ['stray zeros before tables', inserted(plain, placeOf(plain, DHT), Buffer.alloc(3)), plain],
  [
    'stray bytes that look like coded data',
    inserted(plain, placeOf(plain, DHT), Buffer.of(7, 0xff, 0)),
    plain,
  ],
  ['stray bytes before the scan', inserted(plain, placeOf(plain, SOS), stray), plain],
  [
    'stray bytes in several places',
    inserted(inserted(plain, placeOf(plain, SOS), stray), placeOf(plain, DHT), stray),
    plain,
  ],
  ['a last coefficient of 0', replaced(plain, scanParameters(plain) + 1, 0), plain],
  ['a first coefficient of 1', replaced(plain, scanParameters(plain), 1), plain],
  ['bits that lack in a sequential scan', replaced(plain, scanParameters(plain) + 2, 0x11), plain],
  ['an unknown version of JFIF', withApplicationSegments(plain, { jfifVersion: 9 }), plain],
  ['an unknown transform of Adobe', withApplicationSegments(plain, { adobeTransform: 7 }), plain],
  ['no end', plain.subarray(0, -2), plain],
  ['half an end', plain.subarray(0, -1), plain],
  ['no end of a progressive one', progressive.subarray(0, -2), progressive],
  ['stray bytes before the end', inserted(plain, plain.length - 2, stray), plain],
  [
    'stray bytes before the end of a progressive one',
    inserted(progressive, progressive.length - 2, stray),
    progressive,
  ],
  [
    'stray bytes before a later scan',
    inserted(progressive, placeOf(progressive, SOS, 1), stray),
    progressive,
  ],
  ['stray bytes before a restart', await withRestarts(0xd0, stray), restarted],
  ['a restart at the very end', inserted(plain, plain.length - 2, Buffer.of(0xff, 0xd0)), plain],
  ['bytes after the end', Buffer.concat([plain, Buffer.from('PK and an archive')]), plain],
  ['an EXIF that is none', inserted(plain, 2, segment(0xe1, Buffer.from('Exif\0\0XXXXXXXX'))), plain],
  [
    'a profile that is none',
    inserted(plain, 2, segment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01no profile'))),
    plain,
  ],
  [
    'a profile with a part missing',
    inserted(plain, 2, segment(0xe2, Buffer.from('ICC_PROFILE\0\x02\x05part'))),
    plain,
  ],
];

/** A few of every length, and each of the last ones. */
const lengths = (jpeg: Buffer) => [
  ...Array.from({ length: 24 }, (_, step) => jpeg.length - 3 - step),
  ...Array.from({ length: 20 }, (_, step) => Math.floor(((step + 1) * jpeg.length) / 21)),
];

describe('a JPEG that every viewer shows whole', () => {
  it.each(HARMLESS)('is the same picture with %s', async (_what, jpeg, intact) => {
    expect(await hashOf(jpeg)).toBe(await hashOf(intact));
  });

  it('keeps the colours of its four channels where the transform is unknown', async () => {
    const cmyk = await sharp(plain).toColourspace('cmyk').jpeg().toBuffer();
    const marked = (transform: number) => {
      const copy = Buffer.from(cmyk);
      copy[copy.indexOf('Adobe') + 11] = transform;
      return copy;
    };
    expect(await hashOf(marked(7))).toBe(await hashOf(marked(2)));
  });
});

describe('a JPEG that is cut off or broken', () => {
  it.each([
    ['sequential', plain],
    ['progressive', progressive],
    ['restarted', restarted],
    ['restarted, with stray bytes', strayRestart],
  ])('is refused wherever it ends: %s', async (_what, jpeg) => {
    for (const length of lengths(jpeg)) {
      expect([length, await isRefused(jpeg.subarray(0, length))]).toEqual([length, true]);
    }
  });

  it('is refused where an end was put to it', async () => {
    for (const length of lengths(plain).filter((ends) => ends > codedData(plain))) {
      const ended = Buffer.concat([plain.subarray(0, length), EOI]);
      expect([length, await isRefused(ended)]).toEqual([length, true]);
    }
  });

  it('is refused where its last scans are missing', async () => {
    const last = progressive.lastIndexOf(Buffer.of(0xff, SOS));
    expect(await isRefused(progressive.subarray(0, last))).toBe(true);
  });

  it.each([
    ['data missing', Buffer.concat([plain.subarray(0, 2000), plain.subarray(3500)])],
    ['an end within', inserted(plain, codedData(plain) + 500, EOI)],
    ['a restart within', inserted(plain, codedData(plain) + 500, Buffer.of(0xff, 0xd3))],
    ['another restart than the next', otherRestart],
    [
      'no tables',
      Buffer.concat([plain.subarray(0, placeOf(plain, DQT)), plain.subarray(placeOf(plain, 0xc0))]),
    ],
    ['a second start', inserted(plain, placeOf(plain, DHT), Buffer.of(0xff, 0xd8))],
    ['stray bytes and data missing', inserted(plain.subarray(0, 3500), placeOf(plain, SOS), stray)],
    [
      'a wrong scan and no data',
      replaced(plain, scanParameters(plain) + 1, 0).subarray(0, codedData(plain) + 9),
    ],
    [
      'a wrong scan and more segments than any camera writes',
      inserted(replaced(plain, scanParameters(plain) + 1, 0), 2, ...Array(20_000).fill(segment(0xfe, stray))),
    ],
  ])('is refused with %s', async (_what, jpeg) => {
    expect(await isRefused(jpeg)).toBe(true);
  });

  it('is refused where a bit is wrong and the decoder then lacks data or knows no code', async () => {
    const from = codedData(progressive);
    let told = 0;
    for (let at = from + 3; at < progressive.length - 2; at += 61) {
      const flipped = replaced(progressive, at, (progressive[at] ?? 0) ^ 0x24);
      const fault = await sharp(flipped)
        .raw()
        .toBuffer()
        .then(
          () => '',
          ({ message }: Error) => message,
        );
      if (!/premature end|bad Huffman/.test(fault.split('\n')[0] ?? '')) continue;
      told += 1;
      expect([at, await isRefused(flipped)]).toEqual([at, true]);
    }
    expect(told).toBeGreaterThan(3);
  });
});
