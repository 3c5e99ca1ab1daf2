import type { CanonicalImage } from '../image/canonical-image.js';
import type { ColourMeasurement } from './measurements.type.js';
import { palette } from './palette.js';
import { round } from './round.js';

/**
 * Colourfulness M3 of Hasler & Süsstrunk 2003, "Measuring colourfulness in natural images": the spread and
 * the mean distance from grey on the axes red–green and yellow–blue.
 */
export function measureColour(image: CanonicalImage): ColourMeasurement {
  return { colourfulness: round(colourfulness(image)), palette: palette(image) };
}

function colourfulness({ pixels }: CanonicalImage): number {
  let redGreen = 0;
  let redGreenSquares = 0;
  let yellowBlue = 0;
  let yellowBlueSquares = 0;
  for (let p = 0; p + 2 < pixels.length; p += 3) {
    const red = pixels[p] ?? 0;
    const green = pixels[p + 1] ?? 0;
    const blue = pixels[p + 2] ?? 0;
    const rg = red - green;
    const yb = (red + green) / 2 - blue;
    redGreen += rg;
    redGreenSquares += rg * rg;
    yellowBlue += yb;
    yellowBlueSquares += yb * yb;
  }
  const count = Math.floor(pixels.length / 3);
  const meanRedGreen = redGreen / count;
  const meanYellowBlue = yellowBlue / count;
  const varianceRedGreen = Math.max(0, redGreenSquares / count - meanRedGreen ** 2);
  const varianceYellowBlue = Math.max(0, yellowBlueSquares / count - meanYellowBlue ** 2);
  return Math.sqrt(varianceRedGreen + varianceYellowBlue) + 0.3 * Math.hypot(meanRedGreen, meanYellowBlue);
}
