import { describe, expect, it } from '@jest/globals';
import sharp from 'sharp';
import { identify } from '../../src/image/identify.js';
import { jpegScans } from '../../src/image/jpeg-scans.js';
import { drawnJpeg } from '../support/build-jpeg.js';

const LIMITS = { maxBytes: 50e6, maxPixels: 50e6 };
const START_OF_SCAN = Buffer.from([0xff, 0xda]);
const END_OF_IMAGE = Buffer.from([0xff, 0xd9]);

const jpeg = (progressive: boolean) => drawnJpeg({ progressive });

/** A segment for an application, with that in it. */
function application(content: Buffer): Buffer {
  const head = Buffer.from([0xff, 0xe7, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** The picture with its last scan so many times more, which a decoder takes for as many refinements. */
function withScans(picture: Buffer, more: number): Buffer {
  const [from, to] = [picture.lastIndexOf(START_OF_SCAN), picture.lastIndexOf(END_OF_IMAGE)];
  const scan = picture.subarray(from, to);
  return Buffer.concat([picture.subarray(0, to), ...Array<Buffer>(more).fill(scan), picture.subarray(to)]);
}

describe('the scans of a JPEG', () => {
  it('are one, or about ten where it is progressive', async () => {
    expect(jpegScans(await jpeg(false))).toBe(1);
    const scans = jpegScans(await jpeg(true));
    expect(scans).toBeGreaterThan(5);
    expect(scans).toBeLessThan(15);
    expect(jpegScans(withScans(await jpeg(true), 200))).toBe(scans + 200);
  });

  it('are none of a thumbnail within it, of what follows it, or of coded data', async () => {
    const picture = await jpeg(true);
    const many = Buffer.concat(Array<Buffer>(300).fill(START_OF_SCAN));
    const crowded = [picture.subarray(0, 2), application(many), picture.subarray(2), many];
    expect(jpegScans(Buffer.concat(crowded))).toBe(jpegScans(picture));
  });

  it('are told also behind a reserved marker, of which decoders take no length', async () => {
    const picture = withScans(await jpeg(true), 200);
    const reserved = Buffer.from([0xff, 0x02, 0xff, 0xff]);
    const first = picture.indexOf(START_OF_SCAN) + 20;
    const hidden = Buffer.concat([picture.subarray(0, first), reserved, picture.subarray(first)]);
    expect(jpegScans(hidden)).toBe(jpegScans(picture));
  });

  it('end where the file does', async () => {
    const picture = await jpeg(true);
    for (let length = 0; length < picture.length; length += 7) {
      expect(jpegScans(picture.subarray(0, length))).toBeLessThanOrEqual(jpegScans(picture));
    }
  });
});

describe('a picture that is small as a file and dear to decode', () => {
  it('is refused for its scans', async () => {
    await expect(identify(withScans(await jpeg(true), 200), LIMITS)).rejects.toMatchObject({
      code: 'IMAGE_CORRUPT',
    });
    await expect(identify(withScans(await jpeg(true), 15), LIMITS)).resolves.toMatchObject({ width: 160 });
  });

  it('is refused for its pixels where it is an AVIF', async () => {
    const large = sharp({ create: { width: 5000, height: 4000, channels: 3, background: '#336699' } });
    await expect(identify(await large.avif({ effort: 0 }).toBuffer(), LIMITS)).rejects.toMatchObject({
      code: 'IMAGE_DIMENSIONS_UNSUPPORTED',
      message: expect.stringContaining('16 megapixels'),
    });
    await expect(identify(await large.jpeg().toBuffer(), LIMITS)).resolves.toMatchObject({ width: 5000 });
  });

  it.each([
    [20_000, 64],
    [64, 20_000],
  ])('is refused for its side: %d×%d', async (width, height) => {
    const wide = sharp({ create: { width, height, channels: 3, background: '#336699' } });
    await expect(identify(await wide.png().toBuffer(), LIMITS)).rejects.toMatchObject({
      code: 'IMAGE_DIMENSIONS_UNSUPPORTED',
      message: expect.stringContaining('16384'),
    });
  });
});
