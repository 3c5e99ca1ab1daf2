/** Chromaticities in CIE 1931: x and y of red, green and blue, and of white. */
export interface Primaries {
  readonly red: Chromaticity;
  readonly green: Chromaticity;
  readonly blue: Chromaticity;
  readonly white: Chromaticity;
}
export type Chromaticity = readonly [x: number, y: number];

/** How a sample stands for light. */
export interface Transfer {
  /**
   * SDR: 1 is the white of the picture. PQ: absolute, 1 is 203 cd/m², the white of graphics by ITU-R BT.2408.
   * HLG: light of the scene, 1 is its peak.
   */
  readonly kind: 'SDR' | 'PQ' | 'HLG';
  /** Light of a sample between 0 and 1. */
  readonly toLight: (sample: number) => number;
}

/** What a file says of its colours, where it carries no ICC profile. */
export interface ColourEncoding {
  readonly primaries: Primaries;
  readonly transfer: Transfer;
  /** Brightest light of the content in cd/m², where the file tells; it matters to PQ and HLG. */
  readonly peak?: number | undefined;
}

/** White of graphics in cd/m², by ITU-R BT.2408. */
export const REFERENCE_WHITE = 203;

const D65: Chromaticity = [0.3127, 0.329];
const ILLUMINANT_C: Chromaticity = [0.31, 0.316];
const EQUAL_ENERGY: Chromaticity = [1 / 3, 1 / 3];

type Coordinates = readonly [number, number, number, number, number, number];
const primaries = ([rx, ry, gx, gy, bx, by]: Coordinates, white: Chromaticity): Primaries => ({
  red: [rx, ry],
  green: [gx, gy],
  blue: [bx, by],
  white,
});

export const SRGB_PRIMARIES = primaries([0.64, 0.33, 0.3, 0.6, 0.15, 0.06], D65);
export const BT2020_PRIMARIES = primaries([0.708, 0.292, 0.17, 0.797, 0.131, 0.046], D65);
const SMPTE_170M = primaries([0.63, 0.34, 0.31, 0.595, 0.155, 0.07], D65);

/** By their numbers in ITU-T H.273, table 2. */
export const PRIMARIES: ReadonlyMap<number, Primaries> = new Map([
  [1, SRGB_PRIMARIES],
  [4, primaries([0.67, 0.33, 0.21, 0.71, 0.14, 0.08], ILLUMINANT_C)],
  [5, primaries([0.64, 0.33, 0.29, 0.6, 0.15, 0.06], D65)],
  [6, SMPTE_170M],
  [7, SMPTE_170M],
  [8, primaries([0.681, 0.319, 0.243, 0.692, 0.145, 0.049], ILLUMINANT_C)],
  [9, BT2020_PRIMARIES],
  [10, primaries([1, 0, 0, 1, 0, 0], EQUAL_ENERGY)],
  [11, primaries([0.68, 0.32, 0.265, 0.69, 0.15, 0.06], [0.314, 0.351])],
  [12, primaries([0.68, 0.32, 0.265, 0.69, 0.15, 0.06], D65)],
  [22, primaries([0.63, 0.34, 0.295, 0.605, 0.155, 0.077], D65)],
]);

/** A power of the sample. */
export const gamma = (exponent: number): Transfer => ({
  kind: 'SDR',
  toLight: (sample) => sample ** exponent,
});

export const SRGB_TRANSFER: Transfer = {
  kind: 'SDR',
  toLight: (sample) => (sample <= 0.04045 ? sample / 12.92 : ((sample + 0.055) / 1.055) ** 2.4),
};
const SMPTE_240M: Transfer = {
  kind: 'SDR',
  toLight: (sample) => (sample < 0.0913 ? sample / 4 : ((sample + 0.1115) / 1.1115) ** (1 / 0.45)),
};
const PQ: Transfer = {
  kind: 'PQ',
  toLight: (sample) => {
    const root = sample ** (32 / 2523);
    const light = Math.max(0, root - 0.8359375) / (18.8515625 - 18.6875 * root);
    return (10_000 / REFERENCE_WHITE) * light ** (8192 / 1305);
  },
};
const HLG: Transfer = {
  kind: 'HLG',
  toLight: (sample) =>
    sample <= 0.5 ? sample ** 2 / 3 : (Math.exp((sample - 0.55991073) / 0.17883277) + 0.28466892) / 12,
};
/** What a display does with pictures of television, by ITU-R BT.1886. */
const TELEVISION = gamma(2.4);

/** By their numbers in ITU-T H.273, table 3. The logarithmic ones are left out, as browsers do. */
export const TRANSFERS: ReadonlyMap<number, Transfer> = new Map([
  [1, TELEVISION],
  [4, gamma(2.2)],
  [5, gamma(2.8)],
  [6, TELEVISION],
  [7, SMPTE_240M],
  [8, gamma(1)],
  [11, TELEVISION],
  [13, SRGB_TRANSFER],
  [14, TELEVISION],
  [15, TELEVISION],
  [16, PQ],
  [17, { kind: 'SDR', toLight: (sample) => (52.37 / 48) * sample ** 2.6 }],
  [18, HLG],
]);
