import {
  type Chromaticity,
  type ColourEncoding,
  gamma,
  PRIMARIES,
  type Primaries,
  SRGB_PRIMARIES,
  TRANSFERS,
} from './colour-encoding.js';
import { spanColours } from './colour-matrix.js';
import { pngChunks } from './png-chunks.js';

type Chunks = ReadonlyMap<string, Buffer>;

/** Most frames that the field for them can hold, by the specification of PNG. */
const MOST_FRAMES = 2 ** 31 - 1;

/** How many frames a PNG shows one after the other: 1 unless it is animated. */
export function pngFrames(png: Buffer): number {
  const control = pngChunks(png).get('acTL');
  const frames = control?.length === 8 ? control.readUInt32BE(0) : 1;
  return frames >= 1 && frames <= MOST_FRAMES ? frames : 1;
}

/**
 * How the samples of a PNG stand for colours, by the order of its specification: cICP, then a profile, then sRGB, then
 * gAMA with cHRM. Null where they are sRGB, or where the profile says it.
 */
export function pngColour(png: Buffer, hasProfile: boolean): ColourEncoding | null {
  const chunks = pngChunks(png);
  const isSrgb = (chunks.get('sRGB')?.[0] ?? MOST_INTENTS) < MOST_INTENTS;
  return codedEncoding(chunks) ?? (hasProfile || isSrgb ? null : measuredEncoding(chunks));
}

/** Rendering intents of the sRGB chunk; a number beyond them makes it invalid. */
const MOST_INTENTS = 4;

/** By code points; those of other matrices or of a narrow range are no PNG that browsers show by them. */
function codedEncoding(chunks: Chunks): ColourEncoding | null {
  const chunk = chunks.get('cICP');
  if (chunk?.length !== 4 || chunk[2] !== 0 || chunk[3] !== 1) return null;
  const primaries = PRIMARIES.get(chunk[0] ?? 0);
  const transfer = TRANSFERS.get(chunk[1] ?? 0);
  return primaries && transfer ? { primaries, transfer, peak: peakOf(chunks) } : null;
}

/** In steps of a ten-thousandth of cd/m²: that of the content, or else that of the display it was made on. */
function peakOf(chunks: Chunks): number | undefined {
  const light = chunks.get('cLLI');
  const display = chunks.get('mDCV');
  const peak =
    (light?.length === 8 && light.readUInt32BE(0)) || (display?.length === 24 && display.readUInt32BE(16));
  return peak ? peak / 10_000 : undefined;
}

const CODED_UNIT = 100_000;
/** By how much a gamma may differ from that of sRGB and still mean sRGB, as in libpng. */
const GAMMA_TOLERANCE = 0.05;

/** By gamma and chromaticities. Chromaticities without a gamma do not define it, and are ignored as in browsers. */
function measuredEncoding(chunks: Chunks): ColourEncoding | null {
  const coded = chunks.get('gAMA');
  const exponent =
    coded?.length === 4 && coded.readUInt32BE(0) > 0 ? CODED_UNIT / coded.readUInt32BE(0) : null;
  if (exponent === null) return null;
  const chromaticities = chunks.get('cHRM');
  if (chromaticities?.length !== 32) {
    const isUsual = Math.abs(exponent / 2.2 - 1) <= GAMMA_TOLERANCE;
    return isUsual ? null : { primaries: SRGB_PRIMARIES, transfer: gamma(exponent) };
  }
  const primaries = primariesOf(chromaticities);
  return spanColours(primaries) ? { primaries, transfer: gamma(exponent) } : null;
}

function primariesOf(chromaticities: Buffer): Primaries {
  const at = (index: number): Chromaticity => [
    chromaticities.readUInt32BE(8 * index) / CODED_UNIT,
    chromaticities.readUInt32BE(8 * index + 4) / CODED_UNIT,
  ];
  return { white: at(0), red: at(1), green: at(2), blue: at(3) };
}
