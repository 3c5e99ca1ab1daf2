import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A part of the picture, measured from its top left corner.' })
export class Region {
  @Field(() => Float, { description: 'Left edge as a fraction of the width, 0 to 1.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Top edge as a fraction of the height, 0 to 1.' })
  readonly y!: number;

  @Field(() => Float, { description: 'Width as a fraction of the width of the picture, 0 to 1.' })
  readonly width!: number;

  @Field(() => Float, { description: 'Height as a fraction of the height of the picture, 0 to 1.' })
  readonly height!: number;
}
