import type { CanonicalImage } from '../image/canonical-image.js';
import { LAYER_WIDTH, renderHeatLayer } from '../image/heat-layer.js';
import { renderSmallSizesSheet, SHEET } from '../image/small-sizes-sheet.js';
import { MEASUREMENT_VERSION } from '../measurement/measurement-version.js';
import type { Measurer } from '../measurement/measurer.js';

/** What is shown of a measurement, as a picture of its own. Names of files, the sweep and rendering follow from this list. */
export enum PictureView {
  HEATMAP = 'heatmap',
  SMALL_SIZES = 'small-sizes',
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface ViewKind {
  /** A WebP. @param signal aborts when no client waits for it any more */
  readonly render: (image: CanonicalImage, measurer: Measurer, signal: AbortSignal) => Promise<Buffer>;
  /** Whether a picture of that size can be this view of an original of that size. */
  readonly fits: (size: Size, original: Size) => boolean;
}

export const VIEW_KINDS: Readonly<Record<PictureView, ViewKind>> = {
  [PictureView.HEATMAP]: {
    render: async (image, measurer, signal) =>
      renderHeatLayer(await measurer.saliencyMap(image, signal), image),
    fits: (size, original) => {
      // The shape of the picture, as far as two roundings to whole pixels leave it.
      const byWidth = Math.abs(size.height - (size.width * original.height) / original.width);
      const byHeight = Math.abs(size.width - (size.height * original.width) / original.height);
      return size.width <= LAYER_WIDTH && Math.min(byWidth, byHeight) <= 2;
    },
  },
  [PictureView.SMALL_SIZES]: {
    render: renderSmallSizesSheet,
    fits: ({ width, height }) => width === SHEET.width && height === SHEET.height,
  },
};

/** The name that a view is served and stored under. It carries the version, since browsers keep the picture for long. */
export function fileOfView(view: PictureView): string {
  return `${view}-${MEASUREMENT_VERSION}.webp`;
}

/** The view that a requested file name stands for; null for one that is not served. */
export function viewOfFile(name: string): PictureView | null {
  return Object.values(PictureView).find((view) => fileOfView(view) === name) ?? null;
}
