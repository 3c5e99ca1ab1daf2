/** A box of ISO 14496-12: what it is, and where its content lies. */
export interface Box {
  readonly type: string;
  /** Where its header begins. */
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

/** Some dozens are usual; millions, which fit into a file as well, would take seconds. */
const MOST_BOXES = 10_000;

/** The boxes between two places of a file, up to one that makes no sense. */
export function* boxes(file: Buffer, from = 0, to = file.length): Generator<Box> {
  let at = from;
  for (let count = 0; at + 8 <= to && count < MOST_BOXES; count += 1) {
    const told = file.readUInt32BE(at);
    // A size of 1 says that it follows in 64 bits, and 0 that the box continues to the end of the file.
    const isLong = told === 1 && at + 16 <= to;
    const size = isLong ? Number(file.readBigUInt64BE(at + 8)) : told || to - at;
    const content = at + (isLong ? 16 : 8);
    const end = at + size;
    if (end < content || end > to) return;
    yield { type: file.toString('latin1', at + 4, at + 8), at, from: content, to: end };
    at = end;
  }
}

/** The first box at the end of a path of types, from the outermost on. */
export function findBox(file: Buffer, path: readonly string[], within?: Box): Box | undefined {
  let { from, to } = within ?? { from: 0, to: file.length };
  let found: Box | undefined;
  for (const type of path) {
    found = firstOf(file, type, from, to);
    if (!found) return undefined;
    // Version and flags come first in this container of boxes.
    from = found.from + (type === 'meta' ? VERSION_BYTES : 0);
    to = found.to;
  }
  return found;
}

const VERSION_BYTES = 4;

function firstOf(file: Buffer, type: string, from: number, to: number): Box | undefined {
  for (const box of boxes(file, from, to)) if (box.type === type) return box;
  return undefined;
}

/** Reads the numbers of a box one after the other. */
export class BoxFields {
  readonly #file: Buffer;
  readonly #to: number;
  #at: number;

  constructor(file: Buffer, { from, to }: Box) {
    this.#file = file;
    this.#at = from;
    this.#to = to;
  }

  /** @throws RangeError beyond the end of the box */
  next(bytes: 1 | 2 | 4 | 8): number {
    const at = this.#at;
    if (at + bytes > this.#to) throw new RangeError('a box ends too early');
    this.#at += bytes;
    return bytes === 8 ? Number(this.#file.readBigUInt64BE(at)) : this.#file.readUIntBE(at, bytes);
  }

  skip(bytes: number): this {
    this.#at += bytes;
    return this;
  }
}
