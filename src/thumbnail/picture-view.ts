import { LAYER_WIDTH } from '../image/heat-layer.js';
import { SHEET } from '../image/small-sizes-sheet.js';
import { MEASUREMENT_VERSION } from '../measurement/measurement-version.js';

/** What can be looked at beside the picture itself. */
export enum PictureView {
  HEATMAP = 'heatmap',
  SMALL_SIZES = 'small-sizes',
}

/** The name that a view is served and stored under. It carries the version, since a browser may keep it for long. */
export function fileOfView(view: PictureView): string {
  return `${view}-${MEASUREMENT_VERSION}.webp`;
}

/** The view that a requested file name stands for; null for one that is not served. */
export function viewOfFile(name: string): PictureView | null {
  return Object.values(PictureView).find((view) => fileOfView(view) === name) ?? null;
}

/** Whether a picture of that size can be the view of a thumbnail whose original has this one. */
export function canBeView(
  view: PictureView,
  size: { width: number; height: number },
  original: { width: number; height: number },
): boolean {
  if (view === PictureView.SMALL_SIZES) return size.width === SHEET.width && size.height === SHEET.height;
  // The shape of the picture, as far as two roundings to whole pixels leave it.
  const byWidth = Math.abs(size.height - (size.width * original.height) / original.width);
  const byHeight = Math.abs(size.width - (size.height * original.width) / original.height);
  return size.width <= LAYER_WIDTH && Math.min(byWidth, byHeight) <= 2;
}
