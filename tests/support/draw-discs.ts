import { raster } from './draw-raster.js';

/** A disc; place and radius in fractions of the picture's width. */
export interface Disc {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly colour: readonly [red: number, green: number, blue: number];
}

/** Discs on one plain colour; later ones lie over earlier ones. */
export function discs(
  width: number,
  height: number,
  ground: Disc['colour'],
  ...drawn: readonly Disc[]
): ReturnType<typeof raster> {
  return raster(width, height, (x, y) => {
    const over = drawn.findLast((disc) => {
      const across = (x + 0.5) / width - disc.x;
      const down = (y + 0.5) / width - disc.y;
      return across ** 2 + down ** 2 < disc.radius ** 2;
    });
    return over?.colour ?? ground;
  });
}
