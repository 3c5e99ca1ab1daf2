import sharp from 'sharp';

/** Values row by row, none negative; the largest is shown strongest. */
export interface HeatMap {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

/** Largest width of the layer in pixels. */
export const LAYER_WIDTH = 640;
const STRONGEST_ALPHA = 0.85;
// Dark violet through red to pale yellow: it keeps its order in greyscale and for people who cannot tell red from green.
const COLOURS = [
  [87, 16, 110],
  [188, 55, 84],
  [249, 142, 9],
  [252, 255, 164],
] as const;

/** A map as a transparent layer in the shape of its picture: nothing is clear, much is bright and dense. */
export function renderHeatLayer(map: HeatMap, shape: { width: number; height: number }): Promise<Buffer> {
  const width = Math.min(LAYER_WIDTH, shape.width);
  const height = Math.max(1, Math.round((width * shape.height) / shape.width));
  return sharp(colours(map), { raw: { width: map.width, height: map.height, channels: 4 } })
    .resize({ width, height, fit: 'fill', kernel: 'cubic' })
    .webp({ quality: 80, alphaQuality: 90 })
    .toBuffer();
}

function colours({ data }: HeatMap): Uint8Array {
  const most = data.reduce((max, value) => Math.max(max, value), 0);
  const pixels = new Uint8Array(4 * data.length);
  data.forEach((value, i) => {
    const strength = most > 0 ? value / most : 0;
    pixels.set([...colour(strength), Math.round(255 * STRONGEST_ALPHA * strength)], 4 * i);
  });
  return pixels;
}

/** The ramp at a strength of 0–1. */
function colour(strength: number): number[] {
  const at = strength * (COLOURS.length - 1);
  const step = Math.min(COLOURS.length - 2, Math.floor(at));
  const from = COLOURS[step] ?? COLOURS[0];
  const to = COLOURS[step + 1] ?? COLOURS[0];
  return from.map((value, channel) => Math.round(value + (at - step) * ((to[channel] ?? 0) - value)));
}
