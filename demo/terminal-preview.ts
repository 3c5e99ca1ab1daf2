import sharp from 'sharp';

/** A terminal's cell is about twice as high as wide: one half block in two colours shows two square pixels. */
const HALF_BLOCK = '▀';
const CHANNELS = 3;
const BITS_OF_TRUE_COLOUR = 24;
const MAX_ROWS = 12;
/** Of 16:9 in cells; every preview has as many rows as one of that shape, so that cards line up. */
const ROWS_PER_COLUMN = 9 / 32;

/** The picture in coloured half blocks, centred; nothing where the terminal has too few colours. */
export async function terminalPreview(bytes: Buffer, columns: number): Promise<string[]> {
  const { stdout } = process;
  if (!stdout.isTTY || stdout.getColorDepth() < BITS_OF_TRUE_COLOUR) return [];
  const rows = Math.min(MAX_ROWS, Math.round(columns * ROWS_PER_COLUMN));
  const { data, info } = await sharp(bytes)
    .autoOrient()
    .flatten()
    .toColourspace('srgb')
    .resize({ width: columns, height: rows * 2, fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const colour = (x: number, y: number) => {
    const row = Math.min(y, info.height - 1);
    const start = (row * info.width + x) * info.channels;
    return [...data.subarray(start, start + CHANNELS)].join(';');
  };
  const left = Math.floor((columns - info.width) / 2);
  const right = columns - info.width - left;
  return Array.from({ length: rows }, (_, row) => {
    if (row * 2 >= info.height) return ' '.repeat(columns);
    const cells = Array.from(
      { length: info.width },
      (_, x) => `\u001b[38;2;${colour(x, row * 2)};48;2;${colour(x, row * 2 + 1)}m${HALF_BLOCK}`,
    );
    return `${' '.repeat(left)}${cells.join('')}\u001b[0m${' '.repeat(right)}`;
  });
}
