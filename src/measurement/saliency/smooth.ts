const { exp, max, min, ceil } = Math;

/** The values under a Gaussian of that deviation in cells; what lies beyond the borders has no say. */
export function smooth(values: Float32Array, width: number, height: number, deviation: number): Float32Array {
  const kernel = halfGaussian(deviation);
  const across = smoothLines(values, kernel, { lines: height, lineStep: width, length: width, step: 1 });
  return smoothLines(across, kernel, { lines: width, lineStep: 1, length: height, step: width });
}

/** Weights from the middle outwards. */
function halfGaussian(deviation: number): Float64Array {
  const reach = ceil(3 * deviation);
  return Float64Array.from({ length: reach + 1 }, (_, at) => exp(-(at * at) / (2 * deviation * deviation)));
}

interface Walk {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
}

function smoothLines(values: Float32Array, kernel: Float64Array, walk: Walk): Float32Array {
  const { lines, lineStep, length, step } = walk;
  const reach = kernel.length - 1;
  const smoothed = new Float32Array(values.length);
  for (let i = 0; i < length; i++) {
    const first = max(0, i - reach);
    const last = min(length - 1, i + reach);
    let weights = 0;
    for (let from = first; from <= last; from++) weights += kernel[from < i ? i - from : from - i] ?? 0;
    for (let line = 0; line < lines; line++) {
      const start = line * lineStep;
      let sum = 0;
      for (let from = first; from <= last; from++) {
        sum += (kernel[from < i ? i - from : from - i] ?? 0) * (values[start + from * step] ?? 0);
      }
      smoothed[start + i * step] = sum / weights;
    }
  }
  return smoothed;
}
