import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { canonicalise } from '../../src/image/canonicalise.js';
import { buildSequence, buildStill, gridOf, itemOf } from '../support/build-avif.js';
import { animatedPng, chunk, flatPng, withChunks } from '../support/build-png.js';

const LIMITS = { maxBytes: 50e6, maxPixels: 50e6 };
const shown = async (bytes: Buffer) => {
  const { original, image } = await canonicalise({ filename: 'a', bytes, sha256: '' }, LIMITS);
  return {
    frames: original.frames,
    format: original.format,
    colour: nearest(image.pixels),
    width: image.width,
  };
};

/** The colour that the first pixel nearly is; AVIF is off by a little. */
const nearest = ([red = 0, green = 0, blue = 0]: Buffer) =>
  `${red > 128 ? 'r' : ''}${green > 128 ? 'g' : ''}${blue > 128 ? 'b' : ''}`;

const [redPng, greenPng, bluePng] = [
  await flatPng('#ff0000'),
  await flatPng('#00ff00'),
  await flatPng('#0000ff'),
];
const avifOf = (png: Buffer) => sharp(png).avif({ effort: 0 }).toBuffer();
const [red, green, blue] = [await avifOf(redPng), await avifOf(greenPng), await avifOf(bluePng)];
const joined = () => sharp([redPng, greenPng], { join: { animated: true } });

describe('the frames of an animation', () => {
  const animated: readonly (readonly [string, Buffer | Promise<Buffer>, number])[] = [
    ['GIF', joined().gif().toBuffer(), 2],
    ['WebP', joined().webp({ lossless: true }).toBuffer(), 2],
    ['PNG', animatedPng(redPng, greenPng), 2],
    [
      'AVIF',
      buildSequence(
        [red, green, blue].map((avif) => itemOf(avif)),
        itemOf(red),
      ),
      3,
    ],
    ['AVIF without a still beside them', buildSequence([red, green].map((avif) => itemOf(avif))), 2],
  ];

  it.each(animated)('are counted, and the first is shown: %s', async (_what, bytes, frames) => {
    expect(await shown(await bytes)).toMatchObject({ frames, colour: 'r' });
  });
});

describe('a picture that does not move has one frame', () => {
  const still: readonly (readonly [string, Buffer])[] = [
    ['an animation of one frame', animatedPng(redPng, redPng, 1)],
    ['an animation that tells of no frames', animatedPng(redPng, redPng, 0)],
    [
      'an animation told of with a wrong check sum',
      withChunks(redPng, Buffer.concat([chunk('acTL', Buffer.alloc(8, 1)).subarray(0, -1), Buffer.of(0)])),
    ],
    ['an AVIF of several pictures', buildStill([itemOf(red), itemOf(green), itemOf(blue)])],
    [
      'an AVIF whose second picture is the primary one',
      buildStill([itemOf(green), itemOf(red)], { primary: 2 }),
    ],
    [
      'an AVIF with a small one of itself',
      buildStill([itemOf(red), { ...itemOf(green), reference: { as: 'thmb', to: [1] } }]),
    ],
    ['an AVIF by the brand of any HEIF', buildStill([itemOf(red)], { brand: 'mif1' })],
  ];

  it.each(still)('%s', async (_what, bytes) => {
    expect(await shown(bytes)).toMatchObject({ frames: 1, colour: 'r' });
  });

  it('an AVIF of tiles', async () => {
    const tiles = [itemOf(red), itemOf(green)];
    const grid = buildStill([gridOf(itemOf(red), 2), ...tiles]);
    expect(await shown(grid)).toEqual({ frames: 1, colour: 'r', format: 'avif', width: 2 * 96 });
  });
});

describe('an animated AVIF that cannot be read', () => {
  const sequence = buildSequence([itemOf(red), itemOf(green)]);

  it('is refused by name', async () => {
    const broken = Buffer.from(sequence);
    broken.write('free', broken.indexOf('trak'), 'latin1');
    await expect(shown(broken)).rejects.toMatchObject({
      code: 'IMAGE_CORRUPT',
      message: expect.stringContaining('animated AVIF'),
    });
  });

  it('is refused wherever it ends before its first frame does, and whatever one of its sizes says', async () => {
    for (let length = 16; length < sequence.length - itemOf(green).data.length; length += 13) {
      await expect(shown(sequence.subarray(0, length))).rejects.toMatchObject({ code: 'IMAGE_CORRUPT' });
    }
    for (let at = 16; at < sequence.length - 4; at += 4) {
      const wrong = Buffer.from(sequence);
      wrong.writeUInt32BE(0xffffffff, at);
      const outcome = await shown(wrong).catch(({ code }: { code?: string }) => code);
      if (typeof outcome === 'string') expect(outcome).toMatch(/^IMAGE_/);
    }
  });
});
