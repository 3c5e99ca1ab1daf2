import type { LetterMask } from './letter-mask.js';

// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { floor, max, min } = Math;

/** How far letters may lean, as a shift along the line for each pixel up. */
const LEANS = [0, 0.1, 0.2, 0.3, -0.1, -0.2] as const;
/** Slanted ones must show clearly more gaps. */
const CLEARLY = 0.97;

/** Where along the line ink stands, looked at in the direction in which the letters lean. */
export function letterColumns(mask: LetterMask): { columns: Uint8Array; lean: number } {
  let best = { columns: project(mask, 0), lean: 0 };
  for (const lean of LEANS) {
    const columns = project(mask, lean);
    if (sum(columns) < CLEARLY * sum(best.columns)) best = { columns, lean };
  }
  return best;
}

/** Where a pixel of the mask stands along the line once leaning letters are set upright. */
export function uprightColumn(x: number, y: number, lean: number, { width, height }: LetterMask): number {
  return max(0, min(width - 1, floor(x + lean * (y - height / 2) + 0.5)));
}

/** The longest stretch without ink from `from` to `to`: its middle and its length; without any, the middle between. */
export function widestGap(columns: Uint8Array, from: number, to: number): { middle: number; length: number } {
  let best = { middle: (from + to) / 2, length: 0 };
  let length = 0;
  for (let x = max(0, floor(from)); x <= to && x < columns.length; x++) {
    length = columns[x] === 0 ? length + 1 : 0;
    if (length > best.length) best = { middle: x + 1 - length / 2, length };
  }
  return best;
}

function project(mask: LetterMask, lean: number): Uint8Array {
  const columns = new Uint8Array(mask.width);
  for (let y = mask.top; y <= mask.bottom; y++) {
    for (let x = mask.left; x <= mask.right; x++) {
      if (mask.ink[y * mask.width + x] === 1) columns[uprightColumn(x, y, lean, mask)] = 1;
    }
  }
  return columns;
}

function sum(columns: Uint8Array): number {
  let total = 0;
  for (const value of columns) total += value;
  return total;
}
