import { Field, Float, ObjectType, registerEnumType } from 'type-graphql';
import { OverlayKind } from './overlay-kind.js';
import { Region } from './region.type.js';

registerEnumType(OverlayKind, {
  name: 'OverlayKind',
  description: 'What YouTube draws over a thumbnail.',
  valuesConfig: {
    DURATION_BADGE: { description: 'The length of the video, in the bottom right corner.' },
    PROGRESS_BAR: { description: 'How much was watched already, along the bottom.' },
  },
});

@ObjectType({ description: 'What one overlay covers.' })
export class Overlay {
  @Field(() => OverlayKind, { description: 'Which overlay.' })
  readonly kind!: OverlayKind;

  @Field(() => Region, {
    nullable: true,
    description:
      'The part of the picture that it covers, as configured on this server; null when it lies on black bars ' +
      'beside the picture. YouTube publishes no such region: it is a heuristic.',
  })
  readonly region!: Region | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Share of all saliency that it covers, 0 to 1; null without a measured saliency.',
  })
  readonly saliencyCovered!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the area of all writing that it covers, 0 to 1; null without any, or without measured text.',
  })
  readonly textCovered!: number | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'Share of the area of all faces that it covers, 0 to 1; null without any, or without measured faces.',
  })
  readonly facesCovered!: number | null;
}

@ObjectType({ description: 'What YouTube draws over the picture, and what is lost under it.' })
export class OverlaysMeasurement {
  @Field(() => [Overlay], { description: 'The duration badge and the progress bar.' })
  readonly overlays!: readonly Overlay[];
}
