import { Query, Resolver } from 'type-graphql';
import { PICTURE_FORMATS } from './canonical-image.js';
import { type ImageLimits, LARGEST_SIDE, MINIMUM_HEIGHT, MINIMUM_WIDTH } from './image-limits.js';
import { UploadLimits } from './upload-limits.type.js';

@Resolver()
export class UploadLimitsResolver {
  readonly #limits: ImageLimits;

  constructor(limits: ImageLimits) {
    this.#limits = limits;
  }

  @Query(() => UploadLimits, { description: 'The limits of an upload.' })
  uploadLimits(): UploadLimits {
    return {
      maxBytes: this.#limits.maxBytes,
      formats: PICTURE_FORMATS,
      minWidth: MINIMUM_WIDTH,
      minHeight: MINIMUM_HEIGHT,
      maxSide: LARGEST_SIDE,
      maxMegapixels: this.#limits.maxPixels / 1_000_000,
    };
  }
}
