import { registerEnumType } from 'type-graphql';
import type { PictureFormat } from './canonical-image.js';

/** The accepted formats as GraphQL shows them. */
export const PictureFormatEnum = {
  JPEG: 'jpeg',
  PNG: 'png',
  WEBP: 'webp',
  GIF: 'gif',
  AVIF: 'avif',
} as const satisfies Record<string, PictureFormat>;

registerEnumType(PictureFormatEnum, {
  name: 'PictureFormat',
  description: 'A picture format that can be analysed.',
  valuesConfig: {
    JPEG: { description: 'JPEG, also progressive and CMYK.' },
    PNG: { description: 'PNG; of an animated one, the first frame.' },
    WEBP: { description: 'WebP; of an animated one, the first frame.' },
    GIF: { description: 'GIF; of an animated one, the first frame.' },
    AVIF: {
      description:
        'AVIF (AV1); of an animated one, the first frame. HEIC as phones write it is another format and is refused.',
    },
  },
});
