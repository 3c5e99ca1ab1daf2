import type { Found } from './detect-text.js';

// In heights of a line, since every line is scaled to one height: a thumbnail has 10 to 100, a page of a book
// thousands. All of it takes some seconds, and a page must not take minutes.
const MOST_READ = 400;
/** A longer line is squeezed before it is read, and costs no more. */
const LONGEST = 33;
/** Beyond, boxes say nothing more of a thumbnail. */
const MOST_PLACED = 200;

/** What is worth reading, the highest first, as far as the budget goes; and what is only worth placing. */
export function withinBudget(found: readonly Found[]): { read: readonly Found[]; placed: readonly Found[] } {
  const highest = found.toSorted((a, b) => b.box.height - a.box.height).slice(0, MOST_PLACED);
  let spent = 0;
  const beyond = highest.findIndex(({ box }) => {
    spent += Math.min(LONGEST, box.width / Math.max(1, box.height));
    return spent > MOST_READ;
  });
  return beyond < 0
    ? { read: highest, placed: [] }
    : { read: highest.slice(0, beyond), placed: highest.slice(beyond) };
}
