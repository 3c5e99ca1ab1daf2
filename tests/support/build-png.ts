import { crc32 } from 'node:zlib';
import sharp from 'sharp';

/** A chunk of a PNG, with its check sum. */
export function chunk(type: string, data: Uint8Array): Buffer {
  const whole = Buffer.concat([Buffer.alloc(4), Buffer.from(type, 'latin1'), data, Buffer.alloc(4)]);
  whole.writeUInt32BE(data.length, 0);
  whole.writeUInt32BE(crc32(whole.subarray(4, -4)), whole.length - 4);
  return whole;
}

const u32 = (...values: readonly number[]) => {
  const bytes = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, 4 * index);
  return bytes;
};

/** Where chunks begin that stand before all others: after the header. */
const AFTER_HEADER = 33;

/** The PNG with these chunks before all others but its header. */
export function withChunks(png: Buffer, ...chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, AFTER_HEADER), ...chunks, png.subarray(AFTER_HEADER)]);
}

export const gAMA = (gamma: number) => chunk('gAMA', u32(Math.round(100_000 / gamma)));
export const sRGB = chunk('sRGB', Buffer.of(0));
/** White, red, green and blue, each by x and y. */
export const cHRM = (...xy: readonly number[]) =>
  chunk('cHRM', u32(...xy.map((value) => Math.round(100_000 * value))));
export const cICP = (primaries: number, transfer: number, matrix = 0, range = 1) =>
  chunk('cICP', Buffer.of(primaries, transfer, matrix, range));
/** The most light of the content in candelas a square metre. */
export const cLLI = (most: number) => chunk('cLLI', u32(10_000 * most, 0));
/** The most light of the display that it was made on. */
export const mDCV = (most: number) =>
  chunk('mDCV', Buffer.concat([Buffer.alloc(16), u32(10_000 * most, 50)]));

/** The chunks of that type in a PNG. */
export function chunksOf(png: Buffer, type: string): readonly Buffer[] {
  const found: Buffer[] = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === type)
      found.push(png.subarray(at, at + 12 + png.readUInt32BE(at)));
  }
  return found;
}

/** An animated PNG of two frames, the first of which is the PNG that decoders of stills show. */
export function animatedPng(png: Buffer, second: Buffer, told = 2): Buffer {
  const control = (sequence: number) =>
    chunk(
      'fcTL',
      Buffer.concat([
        u32(sequence, png.readUInt32BE(16), png.readUInt32BE(20), 0, 0),
        Buffer.of(0, 1, 0, 10, 0, 0),
      ]),
    );
  const more = chunksOf(second, 'IDAT').map((part, index) =>
    chunk('fdAT', Buffer.concat([u32(2 + index), part.subarray(8, -4)])),
  );
  const whole = withChunks(png, chunk('acTL', u32(told, 0)), control(0));
  return Buffer.concat([whole.subarray(0, -12), control(1), ...more, whole.subarray(-12)]);
}

/** A plain PNG of one colour. */
export function flatPng(background: string): Promise<Buffer> {
  return sharp({ create: { width: 96, height: 64, channels: 3, background } })
    .png()
    .toBuffer();
}
