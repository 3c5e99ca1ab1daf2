import { describe, expect, it } from '@jest/globals';
import sharp, { type Sharp } from 'sharp';
import { canonicalise, decodeCanonical } from '../../src/image/canonicalise.js';
import { encodeForJudge, encodeLossless } from '../../src/image/encode.js';

const limits = { maxBytes: 50e6, maxPixels: 50e6 };
const canonical = async (picture: Sharp) =>
  canonicalise({ filename: 'drawn', bytes: await picture.toBuffer(), sha256: 'unused' }, limits);

const flat = (width: number, height: number, background = '#336699') =>
  sharp({ create: { width, height, channels: 3, background } });

/** Left half red, right half blue: shows every turn. */
async function twoHalves(width: number, height: number): Promise<Sharp> {
  const red = await flat(width / 2, height, '#ff0000')
    .png()
    .toBuffer();
  return sharp(
    await flat(width, height, '#0000ff')
      .composite([{ input: red, left: 0, top: 0 }])
      .png()
      .toBuffer(),
  );
}

const pixelAt = ({ pixels, width }: { pixels: Buffer; width: number }, x: number, y: number) => [
  ...pixels.subarray(3 * (y * width + x), 3 * (y * width + x) + 3),
];

describe('the canonical raster', () => {
  it('is at most 1280 pixels on its longer side, and never enlarged', async () => {
    const size = async (width: number, height: number) => {
      const { image, original } = await canonical(flat(width, height).png());
      expect(original).toMatchObject({ width, height });
      expect(image.pixels).toHaveLength(image.width * image.height * 3);
      return [image.width, image.height];
    };
    expect(await size(2560, 1440)).toEqual([1280, 720]);
    expect(await size(1000, 2560)).toEqual([500, 1280]);
    expect(await size(64, 36)).toEqual([64, 36]);
  });

  it('is turned as EXIF says', async () => {
    const { image, original } = await canonical(
      (await twoHalves(200, 100)).withMetadata({ orientation: 6 }).png(),
    );
    expect(original).toMatchObject({ width: 100, height: 200 });
    expect(pixelAt(image, 50, 10)).toEqual([255, 0, 0]);
    expect(pixelAt(image, 50, 190)).toEqual([0, 0, 255]);
  });

  it.each<[string, (base: Sharp) => Sharp]>([
    ['greyscale', (base) => base.greyscale().toColourspace('b-w').png()],
    ['16 bits', (base) => base.toColourspace('rgb16').png()],
    ['CMYK', (base) => base.toColourspace('cmyk').jpeg()],
    ['a palette', (base) => base.png({ palette: true })],
  ])('has three 8-bit channels for %s', async (_what, encode) => {
    const { image } = await canonical(encode(flat(100, 80)));
    expect(image.pixels).toHaveLength(100 * 80 * 3);
  });

  it('shows black through transparent pixels', async () => {
    const clear = sharp({
      create: { width: 90, height: 60, channels: 4, background: { r: 255, g: 255, b: 255, alpha: 0 } },
    });
    const { image } = await canonical(clear.png());
    expect(pixelAt(image, 45, 30)).toEqual([0, 0, 0]);
  });

  it('is the first frame of an animation, and the frames are counted', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#00ff00', '#0000ff'].map((colour) => flat(80, 60, colour).png().toBuffer()),
    );
    const { image, original } = await canonical(sharp(frames, { join: { animated: true } }).gif());
    expect(original).toMatchObject({ format: 'gif', width: 80, height: 60, frames: 3 });
    expect(pixelAt(image, 40, 30)).toEqual([255, 0, 0]);
  });

  it('hashes by pixels: equal in every lossless format, different for one pixel and for another shape', async () => {
    const base = await twoHalves(160, 90);
    const hash = async (picture: Sharp) => (await canonical(picture)).image.pixelHash;
    const png = await hash(base.clone().png());
    expect(await hash(base.clone().webp({ lossless: true }))).toBe(png);
    const dot = await flat(1, 1, '#00ff00').png().toBuffer();
    expect(
      await hash(
        base
          .clone()
          .composite([{ input: dot, left: 3, top: 3 }])
          .png(),
      ),
    ).not.toBe(png);
    expect(await hash(flat(120, 60).png())).not.toBe(await hash(flat(60 * 2, 120 / 2 + 1).png()));
  });

  it('comes back from its stored file exactly', async () => {
    const { image } = await canonical((await twoHalves(300, 200)).jpeg({ quality: 40 }));
    expect(await decodeCanonical(await encodeLossless(image))).toEqual(image);
  });

  it('fits the request to the model even where it compresses worst', async () => {
    const noise = sharp({
      create: {
        width: 1280,
        height: 1280,
        channels: 3,
        background: '#000',
        noise: { type: 'gaussian', mean: 128, sigma: 60 },
      },
    });
    const jpeg = await encodeForJudge((await canonical(noise.png())).image);
    expect(Math.ceil(jpeg.length / 3) * 4).toBeLessThan(4 * 1024 * 1024);
  });
});
