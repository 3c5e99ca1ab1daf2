import type { JudgedCriterion, PassScores } from '../scoring/scorecard.js';
import type { JudgeVerdict, PassVerdict } from './judge.js';

/** Points between two anchors of a rubric: passes further apart than that saw two different things. */
export const UNSTABLE_SPREAD = 25;

/**
 * One verdict out of those of all passes: the median score of each criterion, and every word from the one pass that is
 * closest to these medians, so that the words do not contradict each other. Pure.
 */
export function combineVerdicts(
  verdicts: readonly [PassVerdict, ...PassVerdict[]],
): Omit<JudgeVerdict, 'durationMs'> {
  // Scores of different models are no repetition of each other: a model that went away meanwhile is left out.
  const comparable = verdicts.filter(({ model }) => model === verdicts[0].model);
  const passes = comparable.map(({ criteria }) => scoresOf(criteria));
  const medians = mapValues(verdicts[0].criteria, (_, key) =>
    median(passes.flatMap((pass) => pass[key] ?? [])),
  );
  const closestPass = closest(comparable, medians) ?? verdicts[0];
  const { model, summary, strengths, weaknesses } = closestPass;
  return {
    model,
    summary,
    strengths,
    weaknesses,
    criteria: mapValues(closestPass.criteria, (judged, key) => ({
      ...judged,
      score: medians[key] ?? judged.score,
      unstable: spread(passes.flatMap((pass) => pass[key] ?? [])) > UNSTABLE_SPREAD,
    })),
    passes,
    promptTokens: sum(verdicts.map(({ promptTokens }) => promptTokens)),
    completionTokens: sum(verdicts.map(({ completionTokens }) => completionTokens)),
  };
}

function scoresOf(criteria: Readonly<Record<string, JudgedCriterion>>): PassScores {
  return mapValues(criteria, ({ score }) => score);
}

/** The first of those with the smallest distance. */
function closest(verdicts: readonly PassVerdict[], medians: PassScores): PassVerdict | undefined {
  const distance = ({ criteria }: PassVerdict) =>
    sum(Object.entries(criteria).map(([key, { score }]) => Math.abs(score - (medians[key] ?? score))));
  return verdicts.toSorted((a, b) => distance(a) - distance(b))[0];
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, key: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value, key)]));
}

/** Whole, as every judged score is. */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = [(sorted.length - 1) / 2, sorted.length / 2].map((at) => sorted[Math.floor(at)] ?? 0);
  return Math.round(sum(middle) / 2);
}

const spread = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
