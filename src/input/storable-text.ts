import { z } from 'zod';

/** Text as it can be stored and read back: no halves of surrogate pairs, and no NUL, which SQLite ends a statement at. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** A client's text, trimmed, of at most so many characters (code points, as the databases count); blank means absent. */
export function optionalText(maximum: number) {
  return z
    .string()
    .transform((text) => storable(text).trim())
    .refine((text) => [...text].length <= maximum, { error: `must have at most ${maximum} characters` })
    .nullish()
    .transform((text) => text || null);
}
