import { type Box, BoxFields, boxes, findBox } from './avif-boxes.js';
import {
  type ColourEncoding,
  PRIMARIES,
  SRGB_PRIMARIES,
  SRGB_TRANSFER,
  TRANSFERS,
} from './colour-encoding.js';

/** The codes of television's transfers: browsers show an AVIF with them as sRGB. */
const TELEVISION_TRANSFERS = [1, 6, 14, 15];

/**
 * How the samples of an AVIF stand for colours, by the code points of its primary item. Null where it has none or those
 * of sRGB, which MIAF makes the default. Matrix and range are the decoder's business.
 */
export function avifColour(avif: Buffer): ColourEncoding | null {
  const properties = primaryProperties(avif);
  const colour = properties.find((box) => box.type === 'colr' && isNclx(avif, box));
  if (!colour) return null;
  const fields = new BoxFields(avif, colour).skip(4);
  const primaries = PRIMARIES.get(fields.next(2)) ?? SRGB_PRIMARIES;
  const transfer = transferOf(fields.next(2));
  if (primaries === SRGB_PRIMARIES && transfer === SRGB_TRANSFER) return null;
  const light = properties.find(({ type, from, to }) => type === 'clli' && to - from === 4);
  return { primaries, transfer, peak: (light && new BoxFields(avif, light).next(2)) || undefined };
}

const isNclx = (avif: Buffer, { from, to }: Box) =>
  to - from >= 11 && avif.toString('latin1', from, from + 4) === 'nclx';

const transferOf = (code: number) =>
  (TELEVISION_TRANSFERS.includes(code) ? undefined : TRANSFERS.get(code)) ?? SRGB_TRANSFER;

/** The properties of the item that is shown; none where the boxes make no sense. */
function primaryProperties(avif: Buffer): readonly Box[] {
  const primary = findBox(avif, ['meta', 'pitm']);
  const container = findBox(avif, ['meta', 'iprp', 'ipco']);
  const associations = findBox(avif, ['meta', 'iprp', 'ipma']);
  if (!primary || !container || !associations) return [];
  try {
    const fields = new BoxFields(avif, primary);
    const item = fields.next(4) >>> 24 === 0 ? fields.next(2) : fields.next(4);
    const places = associatedPlaces(new BoxFields(avif, associations), item);
    const properties: Box[] = [];
    let place = 0;
    for (const box of boxes(avif, container.from, container.to))
      if (places.includes(++place)) properties.push(box);
    return properties;
  } catch (error) {
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Which properties an item has, counted from 1. */
function associatedPlaces(fields: BoxFields, item: number): readonly number[] {
  const versionAndFlags = fields.next(4);
  const itemBytes = versionAndFlags >>> 24 === 0 ? 2 : 4;
  const isWide = (versionAndFlags & 1) === 1;
  for (let left = fields.next(4); left > 0; left -= 1) {
    const isSought = fields.next(itemBytes) === item;
    // The topmost bit says whether a decoder has to know the property.
    const places = Array.from({ length: fields.next(1) }, () =>
      isWide ? fields.next(2) & 0x7fff : fields.next(1) & 0x7f,
    );
    if (isSought) return places;
  }
  return [];
}
