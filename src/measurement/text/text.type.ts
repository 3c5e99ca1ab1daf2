import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Region } from '../region.type.js';

@ObjectType({ description: 'How high letters are at the widths at which people see a thumbnail.' })
export class TextHeight {
  @Field(() => Float, { description: 'Pixels where the picture is shown 1280 wide.' })
  readonly at1280!: number;

  @Field(() => Float, { description: 'Pixels where it is shown 360 wide: the feed of a phone.' })
  readonly at360!: number;

  @Field(() => Float, { description: 'Pixels where it is shown 168 wide: the sidebar.' })
  readonly at168!: number;

  @Field(() => Float, { description: 'Pixels where it is shown 120 wide: a list on a small phone.' })
  readonly at120!: number;
}

@ObjectType({ description: 'One line of writing.' })
export class TextLine {
  @Field(() => String, {
    nullable: true,
    description:
      'What it says; null when it was found and not read: another script than Latin, or letters too unusual.',
  })
  readonly text!: string | null;

  @Field(() => Float, { description: 'How sure the detector is that there is writing, 0 to 1.' })
  readonly confidence!: number;

  @Field(() => Region, { description: 'The upright box around the ink of the line.' })
  readonly region!: Region;

  @Field(() => Float, {
    description:
      'Slope of the line in degrees, about -49 to 49; positive falls to the right. About 90 for a line that is turned ' +
      'and runs downwards, -90 for one that runs upwards, and 0 for letters below each other.',
  })
  readonly angle!: number;

  @Field(() => TextHeight, {
    description:
      'Height of its ink across the direction of writing, so that capitals give their own height; of letters below ' +
      'each other the height of one.',
  })
  readonly height!: TextHeight;

  @Field(() => Float, {
    nullable: true,
    description:
      'Contrast of the letters with what directly surrounds them, 1 to 21; null when the two cannot be told ' +
      'apart. Source: WCAG 2.2 contrast ratio.',
  })
  readonly contrastRatio!: number | null;
}

@ObjectType({ description: 'One word that was read.' })
export class TextWord {
  @Field(() => String, { description: 'The word as it is written, punctuation included.' })
  readonly text!: string;

  @Field(() => Float, { description: 'How sure the reader is, 0 to 1.' })
  readonly confidence!: number;

  @Field(() => Region, { description: 'The upright box around the ink of the word.' })
  readonly region!: Region;

  @Field(() => Int, { description: 'Position of its line in `lines`, from 0.' })
  readonly line!: number;
}

@ObjectType({ description: 'The writing in the picture. Source: PaddleOCR v4, detector and reader.' })
export class TextMeasurement {
  @Field(() => [TextLine], { description: 'Every line that was found, from top to bottom.' })
  readonly lines!: readonly TextLine[];

  @Field(() => [TextWord], { description: 'Every word that was read, in reading order.' })
  readonly words!: readonly TextWord[];

  @Field(() => Int, { description: 'Number of words that were read.' })
  readonly wordCount!: number;

  @Field(() => Int, { description: 'Number of lines that were found and not read.' })
  readonly unreadLines!: number;

  @Field(() => Float, { description: 'Share of the picture that the boxes of all lines cover, 0 to 1.' })
  readonly areaShare!: number;

  @Field(() => TextHeight, {
    nullable: true,
    description: 'Height of the highest line, which is taken for the main one; null without any writing.',
  })
  readonly mainLineHeight!: TextHeight | null;

  @Field(() => TextHeight, {
    nullable: true,
    description: 'Height of the lowest line; null without any writing.',
  })
  readonly smallestLineHeight!: TextHeight | null;
}
