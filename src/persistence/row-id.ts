import { validate } from 'uuid';

/**
 * Whether a client's text can be the id of a row at all. Checked before every lookup: engines disagree about trailing
 * spaces, NUL and characters outside ASCII.
 */
export function isRowId(text: string): boolean {
  return validate(text);
}
