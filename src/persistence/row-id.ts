import { validate, version } from 'uuid';

/**
 * Whether a client's text can be the id of a row at all. Checked before every lookup: engines disagree about trailing
 * spaces, NUL and characters outside ASCII.
 */
export function isRowId(text: string): boolean {
  return validate(text);
}

/** When a row's id was made. Ids of other kinds are not ours, and belong to the beginning of time. */
export function timeOfId(id: string): Date {
  return new Date(version(id) === 7 ? Number.parseInt(id.replace('-', '').slice(0, 12), 16) : 0);
}
