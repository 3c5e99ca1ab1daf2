import type { Raster } from '../image/canonical-image.js';
import type { ColourMeasurement } from './measurements.type.js';
import { palette } from './palette.js';
import { round } from './round.js';

/**
 * Colourfulness M3 of Hasler & Süsstrunk 2003, "Measuring colourfulness in natural images": the spread and
 * the mean distance from grey on the axes red–green and yellow–blue.
 */
export function measureColour(image: Raster): ColourMeasurement {
  return { colourfulness: round(colourfulness(image)), palette: palette(image) };
}

function colourfulness({ pixels, width, height }: Raster): number {
  let redGreen = 0;
  let redGreenSquares = 0;
  let yellowBlue = 0;
  let yellowBlueSquares = 0;
  for (let y = 0; y < height; y++) {
    // The sums of one line stay below 2³¹, which keeps them in whole numbers and the loop quick; 1280 pixels are most.
    let rgSum = 0;
    let rgSquares = 0;
    let ybSum = 0;
    let ybSquares = 0;
    for (let p = 3 * y * width, end = p + 3 * width; p < end; p += 3) {
      const red = pixels[p] ?? 0;
      const green = pixels[p + 1] ?? 0;
      const rg = red - green;
      // Twice the axis of the paper, to stay whole.
      const yb = red + green - 2 * (pixels[p + 2] ?? 0);
      rgSum = (rgSum + rg) | 0;
      rgSquares = (rgSquares + rg * rg) | 0;
      ybSum = (ybSum + yb) | 0;
      ybSquares = (ybSquares + yb * yb) | 0;
    }
    redGreen += rgSum;
    redGreenSquares += rgSquares;
    yellowBlue += ybSum / 2;
    yellowBlueSquares += ybSquares / 4;
  }
  const count = width * height;
  const meanRedGreen = redGreen / count;
  const meanYellowBlue = yellowBlue / count;
  const varianceRedGreen = Math.max(0, redGreenSquares / count - meanRedGreen ** 2);
  const varianceYellowBlue = Math.max(0, yellowBlueSquares / count - meanYellowBlue ** 2);
  return Math.sqrt(varianceRedGreen + varianceYellowBlue) + 0.3 * Math.hypot(meanRedGreen, meanYellowBlue);
}
