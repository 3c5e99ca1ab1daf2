import { Field, InputType, registerEnumType } from 'type-graphql';
import { z } from 'zod';
import { parseInput } from '../input/parse-input.js';
import { optionalText } from '../input/storable-text.js';

/** What to do about the model's judgement. */
export enum JudgePolicy {
  REQUIRED = 'REQUIRED',
  PREFERRED = 'PREFERRED',
  SKIP = 'SKIP',
}

registerEnumType(JudgePolicy, {
  name: 'JudgePolicy',
  description: "What to do about the model's judgement.",
  valuesConfig: {
    REQUIRED: { description: 'A failure of the model is an error, and nothing is stored.' },
    PREFERRED: { description: 'A failure of the model leaves a PARTIAL analysis with judgeFailure.' },
    SKIP: { description: 'Only measure: the analysis is MEASURED and costs nothing.' },
  },
});

const LONGEST_TITLE = 100;
const LONGEST_AUDIENCE = 200;

@InputType({ description: 'What is known about the video, and how to analyse.' })
export class AnalyzeThumbnailInput {
  @Field(() => String, {
    nullable: true,
    description: `The video's title, at most ${LONGEST_TITLE} characters; blank means absent. Without it titleFit is not scored.`,
  })
  title?: string | null;

  @Field(() => String, {
    nullable: true,
    description: `Who the video is for, at most ${LONGEST_AUDIENCE} characters; blank means absent.`,
  })
  audience?: string | null;

  @Field(() => JudgePolicy, {
    defaultValue: JudgePolicy.PREFERRED,
    description: "What to do about the model's judgement.",
  })
  judge?: JudgePolicy;

  @Field(() => Boolean, {
    defaultValue: true,
    description:
      'Whether an equal earlier judgement of the same owner may be reused instead of being paid for twice.',
  })
  reuse?: boolean;
}

const requestSchema = z.object({
  title: optionalText(LONGEST_TITLE),
  audience: optionalText(LONGEST_AUDIENCE),
  judge: z.enum(JudgePolicy).default(JudgePolicy.PREFERRED),
  reuse: z.boolean().default(true),
});

/** The same input, checked and with every default filled in. */
export type AnalysisRequest = Readonly<z.output<typeof requestSchema>>;

/** @throws AppError BAD_USER_INPUT that names the field. */
export function parseAnalysisRequest(input: AnalyzeThumbnailInput | null | undefined): AnalysisRequest {
  return parseInput(requestSchema, input ?? {});
}
