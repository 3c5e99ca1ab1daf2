import { registerEnumType } from 'type-graphql';

/** The widths in pixels at which pictures are served. */
export enum PictureWidth {
  W120 = 120,
  W168 = 168,
  W360 = 360,
  W640 = 640,
  W1280 = 1280,
}

registerEnumType(PictureWidth, {
  name: 'PictureWidth',
  description: 'Largest width of a served picture; a narrower one is never enlarged.',
  valuesConfig: {
    W120: { description: '120 pixels: suggestions on a small phone.' },
    W168: { description: '168 pixels: the sidebar.' },
    W360: { description: '360 pixels: the feed of a phone.' },
    W640: { description: '640 pixels: the feed of a desktop.' },
    W1280: { description: '1280 pixels: the full stored size.' },
  },
});

/** The name that a picture of that width is served under. */
export function fileOfWidth(width: PictureWidth): string {
  return `${width}.webp`;
}

/** The width that a requested file name stands for; null for one that is not served. */
export function widthOfFile(name: string): PictureWidth | null {
  const width = Number(/^(\d+)\.webp$/.exec(name)?.[1]);
  return width in PictureWidth ? width : null;
}
