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
