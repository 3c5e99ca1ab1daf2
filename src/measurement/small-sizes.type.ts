import { Field, Float, Int, ObjectType } from 'type-graphql';

@ObjectType({ description: 'What is left of the picture at one small size.' })
export class SmallSize {
  @Field(() => Int, {
    description: 'Width of the frame in pixels: 360 (phone), 168 (sidebar) or 120 (small list).',
  })
  readonly width!: number;

  @Field(() => Int, { description: 'Height of the frame in pixels.' })
  readonly height!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Structural similarity of the salient region with the full picture, 0 (gone) to 1 (all there); null in an ' +
      'even picture. Source: SSIM, Wang et al. 2004.',
  })
  readonly subjectSimilarity!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      "Share of the subject's edge strength that is left, 0 to 1; null in an even picture. Source: our own.",
  })
  readonly subjectEdges!: number | null;
}

@ObjectType({ description: 'What survives where thumbnails are small. Heights of letters: see text.' })
export class SmallSizesMeasurement {
  @Field(() => [SmallSize], { description: 'The three sizes, largest first.' })
  readonly sizes!: readonly SmallSize[];
}
