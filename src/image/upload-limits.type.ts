import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { PictureFormat } from './canonical-image.js';
import { LARGEST_AVIF } from './image-limits.js';
import { PictureFormatEnum } from './picture-format.type.js';

@ObjectType({ description: 'The limits of an upload. A front end can check a file before it sends it.' })
export class UploadLimits {
  @Field(() => Float, { description: 'Largest file in bytes.' })
  readonly maxBytes!: number;

  @Field(() => [PictureFormatEnum], { description: 'Accepted formats, detected by content.' })
  readonly formats!: readonly PictureFormat[];

  @Field(() => Int, { description: 'Smallest width in pixels.' })
  readonly minWidth!: number;

  @Field(() => Int, { description: 'Smallest height in pixels.' })
  readonly minHeight!: number;

  @Field(() => Int, { description: 'Longest width and height in pixels.' })
  readonly maxSide!: number;

  @Field(() => Float, {
    description: `Largest width times height, in millions of pixels; an AVIF may have ${LARGEST_AVIF / 1_000_000} at most.`,
  })
  readonly maxMegapixels!: number;
}
