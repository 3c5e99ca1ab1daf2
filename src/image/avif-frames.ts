import { type Box, BoxFields, boxes, findBox } from './avif-boxes.js';
import { type CodedPicture, stillAvif } from './still-avif.js';

/** Most frames that the field for them can hold. */
const MOST_FRAMES = 2 ** 31 - 1;

/** What an AVIF shows in time, and a still of it that libvips opens. */
export interface AvifFrames {
  readonly frames: number;
  readonly still: Buffer;
}

/**
 * Reads the frames of an AVIF, which is animated where its major brand says so, as for browsers. libvips opens only those
 * of the brand for stills, so it gets the still that most writers put beside the frames under that brand, or else one that
 * is made of the first frame.
 * @throws RangeError where the boxes of an animated one make no sense
 */
export function avifFrames(avif: Buffer): AvifFrames {
  if (avif.toString('latin1', MAJOR_BRAND, MAJOR_BRAND + 4) !== 'avis')
    return { frames: 1, still: branded(avif) };
  const table = pictureTable(avif);
  const frames = Math.min(sampleSizes(avif, table).count, MOST_FRAMES);
  const hasStill = findBox(avif, ['meta', 'pitm']) !== undefined;
  return { frames, still: hasStill ? branded(avif) : stillAvif(firstPicture(avif, table)) };
}

const MAJOR_BRAND = 8;

function branded(avif: Buffer): Buffer {
  if (avif.toString('latin1', MAJOR_BRAND, MAJOR_BRAND + 4) === 'avif') return avif;
  const still = Buffer.from(avif);
  still.write('avif', MAJOR_BRAND, 'latin1');
  return still;
}

/** The table of samples of the first track of pictures; that of their alpha is another kind of track. */
function pictureTable(avif: Buffer): Box {
  const movie = required(findBox(avif, ['moov']));
  for (const track of boxes(avif, movie.from, movie.to)) {
    const handler = track.type === 'trak' ? findBox(avif, ['mdia', 'hdlr'], track) : undefined;
    if (handler && avif.toString('latin1', handler.from + 8, handler.from + 12) === 'pict') {
      return required(findBox(avif, ['mdia', 'minf', 'stbl'], track));
    }
  }
  throw new RangeError('no track of pictures');
}

/** How many samples there are, and the bytes of the first one. */
function sampleSizes(avif: Buffer, table: Box): { readonly count: number; readonly first: number } {
  const sizes = new BoxFields(avif, required(findBox(avif, ['stsz'], table))).skip(4);
  const same = sizes.next(4);
  const count = sizes.next(4);
  return { count, first: same || sizes.next(4) };
}

/** Where the size stands in the description of a track's samples, and where its properties begin. */
const SIZE_OFFSET = 24;
const PROPERTIES_OFFSET = 78;

function firstPicture(avif: Buffer, table: Box): CodedPicture {
  const places = findBox(avif, ['stco'], table);
  const chunks = new BoxFields(avif, places ?? required(findBox(avif, ['co64'], table))).skip(8);
  const at = chunks.next(places ? 4 : 8);
  const descriptions = required(findBox(avif, ['stsd'], table));
  const description = required(boxes(avif, descriptions.from + 8, descriptions.to).next().value ?? undefined);
  const size = new BoxFields(avif, description).skip(SIZE_OFFSET);
  return {
    data: avif.subarray(at, at + sampleSizes(avif, table).first),
    width: size.next(2),
    height: size.next(2),
    properties: ['av1C', 'colr'].flatMap((type) => {
      const box = findBox(avif, [type], { ...description, from: description.from + PROPERTIES_OFFSET });
      return box ? [avif.subarray(box.at, box.to)] : [];
    }),
  };
}

function required(box: Box | undefined): Box {
  if (!box) throw new RangeError('a box is missing');
  return box;
}
