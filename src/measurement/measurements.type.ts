import { Field, Float, Int, ObjectType } from 'type-graphql';
import { FacesMeasurement } from './faces/faces.type.js';
import { OverlaysMeasurement } from './overlays.type.js';
import { SaliencyMeasurement } from './saliency/saliency.type.js';
import { SmallSizesMeasurement } from './small-sizes.type.js';
import { TextMeasurement } from './text/text.type.js';

@ObjectType({ description: 'The size of the picture as it was sent.' })
export class FrameMeasurement {
  @Field(() => Int, { description: 'Width of the original in pixels, after its EXIF orientation.' })
  readonly width!: number;

  @Field(() => Int, { description: 'Height of the original in pixels, after its EXIF orientation.' })
  readonly height!: number;

  @Field(() => Float, { description: 'Width divided by height; 16:9 is 1.7778.' })
  readonly aspectRatio!: number;

  @Field(() => Float, { description: 'Pixels of the original in millions.' })
  readonly megapixels!: number;

  @Field(() => Int, { description: 'Size of the original file in bytes.' })
  readonly bytes!: number;

  @Field(() => Int, { description: 'Number of frames of the original; 1 for a still.' })
  readonly frames!: number;
}

@ObjectType({ description: 'How light is spread over the picture.' })
export class LightMeasurement {
  @Field(() => Float, {
    description: 'Mean relative luminance, 0 (black) to 1 (white), linear light. Source: WCAG 2.2.',
  })
  readonly meanLuminance!: number;

  @Field(() => Float, {
    description:
      'RMS contrast: standard deviation of gamma-encoded luma, 0 (flat) to 0.5 (half black, half white). ' +
      'Source: Peli 1990; luma weights of ITU-R BT.709.',
  })
  readonly rmsContrast!: number;

  @Field(() => Float, { description: 'Share of pixels that are black or nearly so, 0 to 1.' })
  readonly clippedShadows!: number;

  @Field(() => Float, { description: 'Share of pixels that are white or nearly so, 0 to 1.' })
  readonly clippedHighlights!: number;
}

@ObjectType({ description: 'One colour of the palette.' })
export class PaletteColour {
  @Field(() => String, { description: 'The colour in sRGB as #rrggbb, lower case.' })
  readonly hex!: string;

  @Field(() => Float, { description: 'Share of the picture that is nearest to this colour, 0 to 1.' })
  readonly share!: number;
}

@ObjectType({ description: 'How much colour there is, and which.' })
export class ColourMeasurement {
  @Field(() => Float, {
    description:
      'Colourfulness M3, 0 (grey) upwards: about 15 slight, 33 moderate, 59 quite, 82 high, 109 extreme. ' +
      'Source: Hasler & Süsstrunk 2003.',
  })
  readonly colourfulness!: number;

  @Field(() => [PaletteColour], {
    description:
      'At most six colours, largest share first; the shares sum to 1 but for rounding. Source: our own.',
  })
  readonly palette!: readonly PaletteColour[];
}

@ObjectType({ description: 'How crisp the edges are.' })
export class FocusMeasurement {
  @Field(() => Float, {
    description:
      'One minus the no-reference blur metric over the edges, 0 (no crisp edge at all) to 1 (every edge one ' +
      'pixel wide). Source: Crété-Roffet et al. 2007.',
  })
  readonly sharpness!: number;
}

@ObjectType({ description: 'How busy the picture is.' })
export class ClutterMeasurement {
  @Field(() => Float, {
    nullable: true,
    description:
      'Share of pixels that lie on an edge at about phone size, 0 to 1; null when edges cannot be counted. ' +
      'Source: edge density after Mack & Oliva 2004, compared in Rosenholtz et al. 2007.',
  })
  readonly edgeDensity!: number | null;

  @Field(() => String, { nullable: true, description: 'Why edgeDensity is null; null when it is not.' })
  readonly withheld!: string | null;
}

@ObjectType({ description: 'What lossy compression left behind.' })
export class CompressionMeasurement {
  @Field(() => Float, {
    description:
      'How much the 8×8 JPEG grid stands out, 0 (not at all) to 1 (all steps lie on the grid). ' +
      'Source: after Wang, Sheikh & Bovik 2002.',
  })
  readonly blockiness!: number;
}

@ObjectType({ description: 'How grainy the picture is.' })
export class GrainMeasurement {
  @Field(() => Float, {
    description:
      'Standard deviation of the noise in grey levels, 0 (clean) to about 100 (nothing but noise). ' +
      'Source: Immerkær 1996.',
  })
  readonly noise!: number;
}

@ObjectType({ description: 'What was measured; a family that could not be measured is null.' })
export class Measurements {
  @Field(() => FrameMeasurement, { nullable: true, description: 'Size of the original.' })
  readonly frame!: FrameMeasurement | null;

  @Field(() => LightMeasurement, { nullable: true, description: 'Brightness and contrast.' })
  readonly light!: LightMeasurement | null;

  @Field(() => ColourMeasurement, { nullable: true, description: 'Colourfulness and palette.' })
  readonly colour!: ColourMeasurement | null;

  @Field(() => FocusMeasurement, { nullable: true, description: 'Sharpness.' })
  readonly focus!: FocusMeasurement | null;

  @Field(() => ClutterMeasurement, { nullable: true, description: 'Edge density.' })
  readonly clutter!: ClutterMeasurement | null;

  @Field(() => CompressionMeasurement, { nullable: true, description: 'JPEG blocks.' })
  readonly compression!: CompressionMeasurement | null;

  @Field(() => GrainMeasurement, { nullable: true, description: 'Noise.' })
  readonly grain!: GrainMeasurement | null;

  @Field(() => TextMeasurement, { nullable: true, description: 'Writing: lines, words, heights, contrast.' })
  readonly text!: TextMeasurement | null;

  @Field(() => FacesMeasurement, { nullable: true, description: 'Faces: boxes, sizes, places.' })
  readonly faces!: FacesMeasurement | null;

  @Field(() => SaliencyMeasurement, {
    nullable: true,
    description: 'What draws the eye, and what the subject is.',
  })
  readonly saliency!: SaliencyMeasurement | null;

  @Field(() => SmallSizesMeasurement, { nullable: true, description: 'What survives at small sizes.' })
  readonly smallSizes!: SmallSizesMeasurement | null;

  @Field(() => OverlaysMeasurement, {
    nullable: true,
    description: 'What the duration badge and progress bar cover.',
  })
  readonly overlays!: OverlaysMeasurement | null;
}
