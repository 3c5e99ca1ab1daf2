import { type ColourEncoding, REFERENCE_WHITE } from './colour-encoding.js';

/** Brightest light in cd/m² that is expected of a picture that does not tell. */
const USUAL_PEAK = 1000;
const USUAL_HEADROOM = Math.log2(USUAL_PEAK / REFERENCE_WHITE);
/** How round the shoulder is. */
const KAPPA = 0.65;

/** Of the display that HLG is referred to, by ITU-R BT.2100: its peak in cd/m², and the exponent of luminance beyond 1. */
const HLG_PEAK = 1000;
const HLG_EXPONENT = 0.2;

/** The factor between light of an HDR picture, in the primaries of BT.2020, and that of an SDR display. */
export function displayFactor({ transfer: { kind }, peak }: ColourEncoding) {
  const factorFor = toneMap(peak);
  if (kind !== 'HLG')
    return (red: number, green: number, blue: number) => factorFor(Math.max(red, green, blue));
  return (red: number, green: number, blue: number) => {
    const luminance = 0.2627 * red + 0.678 * green + 0.0593 * blue;
    if (luminance <= 0) return 0;
    const display = (HLG_PEAK / REFERENCE_WHITE) * luminance ** HLG_EXPONENT;
    return display * factorFor(display * Math.max(red, green, blue));
  };
}

/**
 * The factor that brings light down to what an SDR display shows, by the brightest of its components where 1 is the white
 * of graphics: the curve of SMPTE ST 2094-50, annex C, for content without instructions of its own, as Chromium has it.
 * Up to that white everything is darkened alike, and beyond it a curve takes the lights up to the peak.
 * @param peak brightest light of the content in cd/m²
 */
export function toneMap(peak: number = USUAL_PEAK): (brightest: number) => number {
  const most = Math.max(1, peak / REFERENCE_WHITE);
  const white = 1 - 0.5 * Math.min(1, Math.log2(most) / USUAL_HEADROOM);
  // A quadratic Bézier curve from white to the peak, which leaves white in the direction that leads there.
  const middle = { x: 1 - KAPPA + KAPPA / white, y: (1 - KAPPA) * white + KAPPA };
  const a = 1 - 2 * middle.x + most;
  const b = 2 * (middle.x - 1);
  return (brightest) => {
    if (brightest <= 1) return white;
    if (brightest >= most) return 1 / brightest;
    const t = (Math.sqrt(b * b + 4 * a * (brightest - 1)) - b) / (2 * a);
    return ((1 - t) * (1 - t) * white + 2 * t * (1 - t) * middle.y + t * t) / brightest;
  };
}
