import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Region } from '../region.type.js';

@ObjectType({ description: 'A place in the picture.' })
export class Point {
  @Field(() => Float, { description: 'Distance from the left edge as a fraction of the width, 0 to 1.' })
  readonly x!: number;

  @Field(() => Float, { description: 'Distance from the top edge as a fraction of the height, 0 to 1.' })
  readonly y!: number;
}

@ObjectType({ description: 'One of the nine parts that the lines of the thirds make.' })
export class ThirdsCell {
  @Field(() => Region, { description: 'Where the part lies.' })
  readonly region!: Region;

  @Field(() => Float, { description: 'Share of all saliency that lies in it, 0 to 1.' })
  readonly saliencyShare!: number;
}

@ObjectType({
  description:
    'Where the eye is drawn before it understands. Source of the map: Zhang & Sclaroff 2013, Zhu et al. 2014, Zhang ' +
    'et al. 2015, with changes of our own.',
})
export class SaliencyMeasurement {
  @Field(() => Float, {
    description:
      'How much of the saliency lies in how little of the picture: 0 (spread evenly) to 1 (all in one point); ' +
      'the Gini coefficient of the map.',
  })
  readonly concentration!: number;

  @Field(() => Int, {
    description: 'Places that compete for the eye, the main one included; 0 in an even picture.',
  })
  readonly peaks!: number;

  @Field(() => Point, {
    nullable: true,
    description: 'Where the saliency of the subject is densest; null in an even picture.',
  })
  readonly mainPeak!: Point | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Distance from the main peak to the nearest crossing of the thirds, as a fraction of the diagonal, 0 to 0.34; ' +
      'null in an even picture.',
  })
  readonly thirdsDistance!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Distance from the main peak to the centre, as a fraction of the diagonal, 0 to 0.5; null in an even picture.',
  })
  readonly centreDistance!: number | null;

  @Field(() => Region, {
    nullable: true,
    description:
      'The upright box around the salient region, which is taken for the subject: of all places that compete for the ' +
      'eye the one that holds most saliency; null in an even picture.',
  })
  readonly subject!: Region | null;

  @Field(() => Float, { description: 'Share of the picture that the salient region itself covers, 0 to 1.' })
  readonly subjectShare!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'Difference in mean lightness between the salient region and the ring around it, 0 to 100; null where there is ' +
      'no region or no ring. Source: CIE L*.',
  })
  readonly lightnessSeparation!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Difference in mean colour between the salient region and the ring around it, 0 to about 100; null where there ' +
      'is no region or no ring. Source: CIEDE2000, Sharma et al. 2005.',
  })
  readonly colourSeparation!: number | null;

  @Field(() => [ThirdsCell], { description: 'The nine parts of the thirds, row by row from the top left.' })
  readonly thirds!: readonly ThirdsCell[];
}
