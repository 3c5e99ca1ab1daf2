import { z } from 'zod';

/** The file in which a store says whose it is. */
export const MARK_FILE = 'installation.json';

const markSchema = z.object({
  note: z.string(),
  installation: z.string(),
  generation: z.int().min(0),
  /** Two databases say that the store is theirs: neither sweeps until an operator decides. */
  contested: z.boolean(),
});

/** What a store says of whose it is. */
export type StoreMark = Omit<z.output<typeof markSchema>, 'note'>;

/** What a store says: its mark, or that it has none or one that cannot be read. */
export type FoundMark = StoreMark | 'none' | 'unreadable';

const NOTE = 'Thumbnail Analyzer keeps its pictures here. Copy this file with them, and never delete it.';

/** Null for what is no mark. */
export function parseMark(bytes: Uint8Array): StoreMark | null {
  try {
    return markSchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    return null;
  }
}

export function writeMark(mark: StoreMark): Buffer {
  return Buffer.from(`${JSON.stringify({ note: NOTE, ...mark }, null, 2)}\n`);
}
