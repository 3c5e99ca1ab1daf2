// Bound once: in the sandboxes that tests run in, looking a global up in a hot loop takes most of the time.
const { imul } = Math;

/** What a subject needs: `defs` once in the drawing, `body` where it stands. */
export interface Subject {
  readonly defs: string;
  readonly body: string;
}

/** A gradient's colours, with where each of them lies, 0–1. */
export type Stops = readonly (readonly [offset: number, colour: string, opacity?: number])[];

/** Across the shape from `from` to `to`, both fractions of its box; straight down unless told. */
export function linear(
  id: string,
  stops: Stops,
  from = [0, 0] as const,
  to = [0, 1] as readonly number[],
): string {
  const [x1, y1] = from;
  const [x2, y2] = to;
  return `<linearGradient id="${id}" x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stopElements(stops)}</linearGradient>`;
}

export function radial(id: string, stops: Stops, cx = 0.5, cy = 0.5, r = 0.5): string {
  return `<radialGradient id="${id}" cx="${cx}" cy="${cy}" r="${r}">${stopElements(stops)}</radialGradient>`;
}

export function blur(id: string, deviation: number): string {
  return `<filter id="${id}" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="${deviation}"/></filter>`;
}

function stopElements(stops: Stops): string {
  return stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('');
}

/** Numbers from 0 to 1 that are the same for the same seed (mulberry32). */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
