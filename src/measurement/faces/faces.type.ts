import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Region } from '../region.type.js';

@ObjectType({ description: 'One face.' })
export class Face {
  @Field(() => Region, { description: 'The upright box around the face, chin to forehead.' })
  readonly region!: Region;

  @Field(() => Float, { description: 'How sure the detector is, 0 to 1.' })
  readonly confidence!: number;

  @Field(() => Float, { description: 'Share of the picture that the box covers, 0 to 1.' })
  readonly areaShare!: number;

  @Field(() => Float, {
    description:
      'Distance from the middle of the box to the nearest crossing of the thirds, as a fraction of the ' +
      "picture's diagonal, 0 to 0.34.",
  })
  readonly thirdsDistance!: number;

  @Field(() => Boolean, { description: 'True when the box reaches an edge of the picture.' })
  readonly cutOff!: boolean;
}

@ObjectType({
  description: 'The faces in the picture. Source: RetinaFace (Deng et al. 2020), MobileNet 0.25.',
})
export class FacesMeasurement {
  @Field(() => Int, { description: 'Number of faces.' })
  readonly count!: number;

  @Field(() => [Face], { description: 'Every face, the largest first.' })
  readonly faces!: readonly Face[];

  @Field(() => Float, { description: 'Share of the picture that all boxes together cover, 0 to 1.' })
  readonly areaShare!: number;
}
