/** A picture that is coded in AV1, and what a decoder has to know of it. */
export interface CodedPicture {
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
  /** Boxes with their headers. */
  readonly properties: readonly Buffer[];
}

/** A still AVIF of one item, as ISO 23008-12 lays it out. */
export function stillAvif({ data, width, height, properties }: CodedPicture): Buffer {
  const kind = box('ftyp', 'avif', 0, 0, 0, 0, 'avifmif1miaf');
  const all = [fullBox('ispe', u32(width), u32(height)), ...properties];
  const meta = (dataAt: number) =>
    fullBox(
      'meta',
      fullBox('hdlr', u32(0), 'pict', u32(0), u32(0), u32(0), 0),
      fullBox('pitm', u16(1)),
      fullBox('iloc', 0x44, 0, u16(1), u16(1), u16(0), u16(1), u32(dataAt), u32(data.length)),
      fullBox('iinf', u16(1), box('infe', 2, 0, 0, 0, u16(1), u16(0), 'av01', 0)),
      box(
        'iprp',
        box('ipco', ...all),
        fullBox('ipma', u32(1), u16(1), all.length, ...all.map((_, index) => index + 1)),
      ),
    );
  const headBytes = kind.length + meta(0).length;
  return Buffer.concat([kind, meta(headBytes + 8), box('mdat', data)]);
}

/** What a box holds: boxes and numbers as bytes, single bytes, and names. */
type Content = Buffer | number | string;

function box(type: string, ...content: readonly Content[]): Buffer {
  const parts = content.map((part) =>
    typeof part === 'number'
      ? Buffer.of(part)
      : typeof part === 'string'
        ? Buffer.from(part, 'latin1')
        : part,
  );
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(8 + body.length), Buffer.from(type, 'latin1'), body]);
}

/** A box of version 0 without flags. */
function fullBox(type: string, ...content: readonly Content[]): Buffer {
  return box(type, u32(0), ...content);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}
