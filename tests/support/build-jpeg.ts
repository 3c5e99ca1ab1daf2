import sharp from 'sharp';

const SOI = Buffer.of(0xff, 0xd8);
export const EOI = Buffer.of(0xff, 0xd9);
/** Codes of markers. */
export const DQT = 0xdb;
export const DHT = 0xc4;
export const SOS = 0xda;

/** A segment with that content. */
export function segment(code: number, content: Buffer): Buffer {
  const head = Buffer.of(0xff, code, 0, 0);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** A picture with details everywhere, in the tables that every encoder has. */
export async function drawnJpeg({ progressive = false, width = 160, height = 96 } = {}): Promise<Buffer> {
  const pixels = Buffer.alloc(3 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels.set([(x * 255) / width, (y * 255) / height, ((x ^ y) * 7) & 255], 3 * (y * width + x));
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 90, progressive, optimiseCoding: progressive })
    .toBuffer();
}

/** Where the marker with that code stands for the nth time, counted from 0. */
export function placeOf(jpeg: Buffer, code: number, nth = 0): number {
  let at = jpeg.indexOf(Buffer.of(0xff, code));
  for (let skipped = 0; skipped < nth; skipped += 1) at = jpeg.indexOf(Buffer.of(0xff, code), at + 2);
  if (at < 0) throw new Error(`there is no marker ${code.toString(16)}`);
  return at;
}

export function inserted(jpeg: Buffer, at: number, ...parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([jpeg.subarray(0, at), ...parts, jpeg.subarray(at)]);
}

export function replaced(jpeg: Buffer, at: number, value: number): Buffer {
  const copy = Buffer.from(jpeg);
  copy[at] = value;
  return copy;
}

/** Where the three parameters of the first scan stand: its first and last coefficient, and its bits. */
export function scanParameters(jpeg: Buffer): number {
  const at = placeOf(jpeg, SOS);
  return at + 2 + jpeg.readUInt16BE(at + 2) - 3;
}

/** Where coded data begins. */
export const codedData = (jpeg: Buffer) => scanParameters(jpeg) + 3;

/** With an APP0 and an APP14 as encoders write them, of any version and transform. */
export function withApplicationSegments(jpeg: Buffer, { jfifVersion = 1, adobeTransform = 1 } = {}): Buffer {
  const jfif = segment(0xe0, Buffer.from([...Buffer.from('JFIF\0'), jfifVersion, 1, 0, 0, 1, 0, 1, 0, 0]));
  const adobe = segment(0xee, Buffer.from([...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, adobeTransform]));
  return inserted(jpeg, SOI.length, jfif, adobe);
}

/**
 * Three pictures one above the other, each coded as an interval of its own, with restart markers between them.
 * @param stray bytes that a webcam leaves before the first of these
 */
export async function withRestarts(firstMarker = 0xd0, stray: Buffer = Buffer.alloc(0)): Promise<Buffer> {
  // One row of blocks of 16 by 16, as sharp subsamples.
  const strip = await drawnJpeg({ height: 16 });
  const data = strip.subarray(codedData(strip), strip.lastIndexOf(EOI));
  const more = [stray, Buffer.of(0xff, firstMarker), data, Buffer.of(0xff, 0xd1), data];
  const whole = inserted(strip, strip.lastIndexOf(EOI), ...more);
  whole.writeUInt16BE(3 * 16, placeOf(whole, 0xc0) + 5);
  return inserted(whole, placeOf(whole, SOS), segment(0xdd, Buffer.of(0, 160 / 16)));
}
