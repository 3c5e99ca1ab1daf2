const u8 = (...values: number[]) => Buffer.from(values);
const u16 = (...values: number[]) => Buffer.from(values.flatMap((value) => [value >> 8, value & 0xff]));
const u32 = (...values: number[]) =>
  Buffer.concat(values.map((value) => u16(Math.floor(value / 0x10000), value % 0x10000)));
const text = (value: string) => Buffer.from(value, 'latin1');

/** A box of ISO 14496-12: its size, its type, and what is in it. */
const box = (type: string, ...content: readonly Uint8Array[]) =>
  Buffer.concat([u32(8 + Buffer.concat(content).length), text(type), ...content]);
const fullBox = (type: string, ...content: readonly Uint8Array[]) => box(type, u32(0), ...content);
const handler = (type: string) => fullBox('hdlr', u32(0), text(type), u32(0, 0, 0), u8(0));

/** Primaries, transfer and matrix by their numbers in ITU-T H.273; sharp codes with the matrix 6. */
export const nclx = (primaries: number, transfer: number, matrix = 6) =>
  box('colr', text('nclx'), u16(primaries, transfer, matrix), u8(0x80));

/** The most light in the picture and its average, in candelas a square metre. */
export const clli = (most: number, average: number) => box('clli', u16(most, average));

/** A coded picture and what a decoder has to know of it. */
export interface Item {
  readonly type: 'av01' | 'grid';
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  readonly properties: readonly Buffer[];
  /** What it is to other items, which are counted from 1. */
  readonly reference?: { readonly as: string; readonly to: readonly number[] };
}

/** The picture within an AVIF of sharp, with these properties added. */
export function itemOf(avif: Buffer, ...properties: readonly Buffer[]): Item {
  const find = (type: string) => {
    const at = avif.indexOf(type, 0, 'latin1') - 4;
    return avif.subarray(at, at + avif.readUInt32BE(at));
  };
  const ispe = find('ispe');
  return {
    type: 'av01',
    data: find('mdat').subarray(8),
    width: ispe.readUInt32BE(12),
    height: ispe.readUInt32BE(16),
    properties: [find('av1C'), ispe, find('pixi'), ...properties],
  };
}

/** One picture out of so many tiles beside each other, which follow it. */
export function gridOf(tile: Item, columns: number): Item {
  const width = columns * tile.width;
  return {
    type: 'grid',
    data: Buffer.concat([u8(0, 0, 0, columns - 1), u16(width, tile.height)]),
    width,
    height: tile.height,
    properties: [fullBox('ispe', u32(width, tile.height))],
    reference: { as: 'dimg', to: Array.from({ length: columns }, (_, index) => index + 2) },
  };
}

/** The `meta` box of these items, whose data begin at that place. */
function meta(items: readonly Item[], dataAt: number, primary: number): Buffer {
  let at = dataAt;
  const places = items.map(({ data }, index) => {
    at += data.length;
    return Buffer.concat([u16(index + 1, 0, 1), u32(at - data.length, data.length)]);
  });
  let property = 0;
  const associations = items.map(({ properties }, index) =>
    Buffer.concat([u16(index + 1), u8(properties.length), ...properties.map(() => u8(++property))]),
  );
  const references = items.flatMap(({ reference }, index) =>
    reference ? [box(reference.as, u16(index + 1, reference.to.length, ...reference.to))] : [],
  );
  const infos = items.map(({ type }, index) =>
    box('infe', u8(2, 0, 0, 0), u16(index + 1, 0), text(type), u8(0)),
  );
  return fullBox(
    'meta',
    handler('pict'),
    fullBox('pitm', u16(primary)),
    fullBox('iloc', u8(0x44, 0), u16(items.length), ...places),
    fullBox('iinf', u16(items.length), ...infos),
    ...(references.length > 0 ? [fullBox('iref', ...references)] : []),
    box(
      'iprp',
      box('ipco', ...items.flatMap(({ properties }) => properties)),
      fullBox('ipma', u32(items.length), ...associations),
    ),
  );
}

/** A still AVIF of these items. */
export function buildStill(items: readonly Item[], { primary = 1, brand = 'avif' } = {}): Buffer {
  const kind = box('ftyp', text(brand), u32(0), text('avifmif1miaf'));
  const dataAt = kind.length + meta(items, 0, primary).length + 8;
  return Buffer.concat([kind, meta(items, dataAt, primary), box('mdat', ...items.map(({ data }) => data))]);
}

const UNITY = u32(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

function track(frames: readonly Item[], dataAt: number): Buffer {
  const [{ width = 0, height = 0, properties = [] } = {}] = frames;
  const entry = box(
    'av01',
    Buffer.alloc(6),
    u16(1),
    Buffer.alloc(16),
    u16(width, height),
    u32(0x480000, 0x480000, 0),
    u16(1),
    Buffer.alloc(32),
    u16(24, 0xffff),
    ...properties.filter((property) => ['av1C', 'colr'].includes(property.toString('latin1', 4, 8))),
  );
  const table = box(
    'stbl',
    fullBox('stsd', u32(1), entry),
    fullBox('stts', u32(1, frames.length, 1)),
    fullBox('stsc', u32(1, 1, frames.length, 1)),
    fullBox('stsz', u32(0, frames.length), u32(...frames.map(({ data }) => data.length))),
    fullBox('stco', u32(1, dataAt)),
    fullBox('stss', u32(1, 1)),
  );
  const reference = fullBox('dref', u32(1), box('url ', u32(1)));
  return box(
    'trak',
    box('tkhd', u32(7, 0, 0, 1, 0, frames.length, 0, 0, 0, 0), UNITY, u16(width, 0, height, 0)),
    box(
      'mdia',
      fullBox('mdhd', u32(0, 0, 10, frames.length), u16(0, 0)),
      handler('pict'),
      box('minf', fullBox('vmhd', u32(0, 0)), box('dinf', reference), table),
    ),
  );
}

/**
 * An animated AVIF whose frames are stills of sharp, so that each is a key frame.
 * @param still the item beside them that decoders of stills show, as most encoders write one
 */
export function buildSequence(frames: readonly Item[], still?: Item): Buffer {
  const kind = box('ftyp', text('avis'), u32(0), text(still ? 'avisavifmsf1miafiso8' : 'avismsf1miafiso8'));
  const items = still ? [still] : [];
  const stillBytes = still?.data.length ?? 0;
  const head = (dataAt: number) => {
    const clock = u32(0, 0, 10, frames.length, 0x10000);
    const header = fullBox('mvhd', clock, u16(0x100, 0), u32(0, 0), UNITY, Buffer.alloc(24), u32(2));
    const movie = box('moov', header, track(frames, dataAt + stillBytes));
    return Buffer.concat([kind, ...(still ? [meta(items, dataAt, 1)] : []), movie]);
  };
  const dataAt = head(0).length + 8;
  return Buffer.concat([head(dataAt), box('mdat', ...[...items, ...frames].map(({ data }) => data))]);
}
