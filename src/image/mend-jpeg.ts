import {
  AFTER_START,
  END_OF_IMAGE,
  HEAD_BYTES,
  hasParameters,
  nextMarker,
  START_OF_SCAN,
  segmentEnd,
} from './jpeg-segments.js';

const APP0 = 0xe0;
const APP14 = 0xee;
/** The codes among those of frames that stand for tables and for an extension. */
const NO_FRAMES = [0xc4, 0xc8, 0xcc];
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && !NO_FRAMES.includes(code);
const PROGRESSIVE_FRAMES = [0xc2, 0xc6, 0xca, 0xce];
/** Coefficients of a block. */
const COEFFICIENTS = 64;

/** Some hundred are usual; millions, which fit into a file as well, would take seconds. */
const MOST_SEGMENTS = 10_000;

/** What the header of the frame says, and what the scans have not sent yet. */
interface Frame {
  readonly isProgressive: boolean;
  /** By component: for each coefficient how many of its lowest bits are lacking. */
  readonly lacking: ReadonlyMap<number, Uint8Array>;
}

/**
 * The same picture without the faults in its markers that phones and cameras are known to write and that every viewer
 * ignores: stray bytes between segments, wrong parameters of a sequential scan, a version of JFIF or an Adobe
 * transform that does not exist, and an end that was left out. Coded data is copied as it is, so that a decoder which
 * accepts no fault at all still finds what is broken or missing there.
 */
export function mendJpeg(jpeg: Buffer): Buffer {
  const frame = frameOf(jpeg);
  const mended = Buffer.allocUnsafe(jpeg.length + 2);
  let length = jpeg.copy(mended, 0, 0, AFTER_START);
  const keep = (from: number, to: number) => {
    length += jpeg.copy(mended, length, from, to);
    return mended.subarray(length - (to - from), length);
  };
  let at = nextMarker(jpeg, AFTER_START);
  for (let segments = 0; at < jpeg.length; segments += 1) {
    if (segments === MOST_SEGMENTS) return jpeg;
    const code = jpeg[at + 1] ?? 0;
    const end = segmentEnd(jpeg, at);
    const segment = keep(at, end);
    if (code === END_OF_IMAGE) return mended.subarray(0, length);
    mendSegment(code, segment.subarray(HEAD_BYTES), frame);
    const dataEnd = code === START_OF_SCAN ? codedDataEnd(jpeg, end) : end;
    keep(end, dataEnd);
    at = nextMarker(jpeg, dataEnd);
  }
  // Without all scans no end either: the decoder then asks for more, and finds the file incomplete.
  if (isComplete(frame)) length += Buffer.of(0xff, END_OF_IMAGE).copy(mended, length);
  return mended.subarray(0, length);
}

/** Restart markers stand within coded data. */
function codedDataEnd(jpeg: Buffer, from: number): number {
  let at = nextMarker(jpeg, from);
  while (at < jpeg.length && jpeg[at + 1] !== END_OF_IMAGE && !hasParameters(jpeg[at + 1] ?? 0)) {
    at = nextMarker(jpeg, at + 2);
  }
  return at;
}

function frameOf(jpeg: Buffer): Frame {
  let at = nextMarker(jpeg, AFTER_START);
  while (at < jpeg.length && !isFrame(jpeg[at + 1] ?? 0)) at = nextMarker(jpeg, segmentEnd(jpeg, at));
  const header = jpeg.subarray(at + HEAD_BYTES);
  const components = Array.from({ length: header[5] ?? 0 }, (_, index) => header[6 + 3 * index] ?? 0);
  return {
    isProgressive: PROGRESSIVE_FRAMES.includes(jpeg[at + 1] ?? 0),
    lacking: new Map(components.map((id) => [id, new Uint8Array(COEFFICIENTS).fill(0xff)])),
  };
}

/** @param content what follows the length, which is repaired in place */
function mendSegment(code: number, content: Buffer, frame: Frame): void {
  const startsWith = (name: string) => content.toString('latin1', 0, name.length) === name;
  if (code === APP0 && startsWith('JFIF\0')) content[5] = 1;
  if (code === APP14 && startsWith('Adobe') && (content[11] ?? 0) > 2) {
    // What decoders take an unknown one for: the luminance and chroma of RGB, or of CMYK.
    content[11] = frame.lacking.size === 4 ? 2 : 1;
  }
  if (code === START_OF_SCAN) mendScan(content, frame);
}

/** The header of a scan: its components, then the first and last coefficient, then how many bits were sent and lack. */
function mendScan(content: Buffer, { isProgressive, lacking }: Frame): void {
  const components = content[0] ?? 0;
  const progress = content.subarray(1 + 2 * components);
  // A sequential scan sends everything, even if its header says otherwise.
  if (!isProgressive && progress.length >= 3) progress.set([0, COEFFICIENTS - 1, 0]);
  const [first = 0, last = 0, bits = 0] = progress;
  for (let index = 0; index < components; index += 1) {
    lacking.get(content[1 + 2 * index] ?? -1)?.fill(bits & 0xf, first, last + 1);
  }
}

function isComplete({ lacking }: Frame): boolean {
  return lacking.size > 0 && [...lacking.values()].every((bits) => bits.every((bit) => bit === 0));
}
