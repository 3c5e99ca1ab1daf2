import { crc32 } from 'node:zlib';

/** A chunk of a PNG. */
interface PngChunk {
  readonly type: string;
  readonly data: Buffer;
}

const SIGNATURE_BYTES = 8;
/** Length, type and check sum. */
const FRAMING_BYTES = 12;
/** Some dozens are usual; millions, which fit into a file as well, would take seconds. */
const MOST_CHUNKS = 10_000;
/** What is read here: frames of an animation, and colours. */
const READ = new Set(['acTL', 'cICP', 'sRGB', 'gAMA', 'cHRM', 'cLLI', 'mDCV']);

/**
 * The chunks of a PNG ahead of its pixels that say how these are shown. The first of a type counts, and one whose check
 * sum is wrong does not, as in libpng.
 */
export function pngChunks(png: Buffer): ReadonlyMap<string, Buffer> {
  const chunks = new Map<string, Buffer>();
  for (const { type, data } of chunksAheadOfPixels(png)) if (!chunks.has(type)) chunks.set(type, data);
  return chunks;
}

function* chunksAheadOfPixels(png: Buffer): Generator<PngChunk> {
  let at = SIGNATURE_BYTES;
  for (let count = 0; at + FRAMING_BYTES <= png.length && count < MOST_CHUNKS; count += 1) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const end = at + FRAMING_BYTES + length;
    if (type === 'IDAT' || end > png.length) return;
    if (READ.has(type) && crc32(png.subarray(at + 4, end - 4)) === png.readUInt32BE(end - 4)) {
      yield { type, data: png.subarray(at + 8, end - 4) };
    }
    at = end;
  }
}
