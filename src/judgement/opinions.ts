import type { JudgedCriterion, PassScores } from '../scoring/scorecard.js';
import type { JudgeReply, Verdict } from './judge.js';

/** What one pass over a picture brought. */
export interface PassOpinion extends Verdict {
  readonly model: string;
  readonly promptTokens: number;
  readonly completionTokens: number;
}

/** Points between two anchors of a rubric: passes further apart than that saw two different things. */
export const UNSTABLE_SPREAD = 25;

/**
 * One verdict out of the opinions of all passes: the median score of each criterion, and every word from the pass
 * that is closest to these medians, so that the words are of one mind. Pure.
 */
export function combine(opinions: readonly [PassOpinion, ...PassOpinion[]]): Omit<JudgeReply, 'durationMs'> {
  // Scores of different models are no repetition of each other: a model that went away meanwhile is left out.
  const comparable = opinions.filter(({ model }) => model === opinions[0].model);
  const passes = comparable.map(({ criteria }) => scoresOf(criteria));
  const medians = mapValues(opinions[0].criteria, (_, key) =>
    median(passes.flatMap((pass) => pass[key] ?? [])),
  );
  const spokesman = closest(comparable, medians) ?? opinions[0];
  const { model, summary, strengths, weaknesses } = spokesman;
  return {
    model,
    summary,
    strengths,
    weaknesses,
    criteria: mapValues(spokesman.criteria, (judged, key) => ({
      ...judged,
      score: medians[key] ?? judged.score,
      unstable: spread(passes.flatMap((pass) => pass[key] ?? [])) > UNSTABLE_SPREAD,
    })),
    passes,
    promptTokens: sum(opinions.map(({ promptTokens }) => promptTokens)),
    completionTokens: sum(opinions.map(({ completionTokens }) => completionTokens)),
  };
}

function scoresOf(criteria: Readonly<Record<string, JudgedCriterion>>): PassScores {
  return mapValues(criteria, ({ score }) => score);
}

/** The first of those with the smallest distance. */
function closest(opinions: readonly PassOpinion[], medians: PassScores): PassOpinion | undefined {
  const distance = ({ criteria }: PassOpinion) =>
    sum(Object.entries(criteria).map(([key, { score }]) => Math.abs(score - (medians[key] ?? score))));
  return opinions.toSorted((a, b) => distance(a) - distance(b))[0];
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
