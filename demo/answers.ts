import { z } from 'zod';

/** As much of an analysis as a card shows. */
export type CardAnalysis = z.infer<typeof analysis>;
export type CardFinding = CardAnalysis['findings'][number];

/** What the server may answer besides data. */
export const errorsAnswer = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.object({ code: z.string() }) })).min(1),
});

const finding = z.object({
  rule: z.string(),
  message: z.string(),
  suggestion: z.string(),
  evidence: z.object({
    value: z.number(),
    comparison: z.enum(['AT_LEAST', 'AT_MOST']),
    limit: z.number(),
    unit: z.string(),
  }),
});

const analysis = z.object({
  id: z.string(),
  title: z.string().nullable(),
  score: z.number(),
  smallSizesUrl: z.string(),
  criteria: z.array(
    z.object({
      criterion: z.string(),
      score: z.number().nullable(),
    }),
  ),
  findings: z.array(finding),
  judgement: z.object({ model: z.string(), summary: z.string() }).nullable(),
  judgeFailure: z.object({ code: z.string(), message: z.string() }).nullable(),
  thumbnail: z.object({ format: z.string(), width: z.number(), height: z.number(), bytes: z.number() }),
});

/** Of the operation AnalyzeThumbnail. */
export const analyzeAnswer = z.object({ data: z.object({ analyzeThumbnail: analysis }) });

/** The measured numbers by family and name. */
export type Measured = z.infer<typeof measurements>;

const measurements = z.record(z.string(), z.record(z.string(), z.unknown()).nullable());

/** Of the operation Analysis. */
export const analysisAnswer = z.object({ data: z.object({ analysis: z.object({ measurements }) }) });

/** What criteria and rules are called, and which family a rule looks at. */
export type CardRubric = z.infer<typeof rubric>;

const rubric = z.object({
  criteria: z.array(z.object({ criterion: z.string(), label: z.string(), needsTitle: z.boolean() })),
  rules: z.array(z.object({ rule: z.string(), label: z.string(), family: z.string() })),
});

/** Of the operation Rubric. */
export const rubricAnswer = z.object({ data: z.object({ rubric }) });
