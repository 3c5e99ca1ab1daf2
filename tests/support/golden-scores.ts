import { applicable } from '../../src/scoring/broken-rules.js';
import type { Rubric, Rule } from '../../src/scoring/rubric.js';
import { score, WORTH_TELLING } from '../../src/scoring/score.js';
import { scoreRange } from '../../src/scoring/score-range.js';
import { SEVERITY_FROM } from '../../src/scoring/scorecard.js';
import { originalPicture } from './draw-raster.js';
import { type Golden, readGolden } from './golden-file.js';
import { goldenPictures, type StoredPicture } from './golden-pictures.js';

/** The stored pictures of that rubric; those that would be recorded where none are. */
export function picturesOf(rubric: Rubric): readonly StoredPicture[] {
  const stored = readGolden(`${folderOf(rubric)}/pictures.json`) as readonly StoredPicture[] | undefined;
  return stored ?? goldenPictures(rubric.criteria);
}

/** All that was published with a rubric: its pictures, its table, and the score of each picture. */
export function rubricGoldens(rubric: Rubric): Golden[] {
  const folder = folderOf(rubric);
  const pictures = picturesOf(rubric);
  const scores = Object.fromEntries(pictures.map((picture) => [picture.name, scored(rubric, picture)]));
  return [
    { path: `${folder}/pictures.json`, content: pictures },
    { path: `${folder}/table.json`, content: tableOf(rubric) },
    { path: `${folder}/scores.json`, content: scores },
  ];
}

function folderOf({ version }: Rubric): string {
  return `tests/scoring/golden/rubric-${version}`;
}

function scored(rubric: Rubric, picture: StoredPicture) {
  const concerned = applicable(rubric.rules, picture);
  return {
    ...score(rubric, picture),
    range: scoreRange(rubric, picture, picture.passes),
    // Also of rules that are kept: what they compared is not among the findings.
    values: Object.fromEntries(concerned.map((rule) => [rule.rule, rule.measured(picture)])),
  };
}

function tableOf({ version, criteria, rules }: Rubric) {
  return {
    version,
    severityFrom: SEVERITY_FROM,
    worthTelling: WORTH_TELLING,
    criteria,
    rules: rules.map(ruleRow),
  };
}

const MESSAGES = 5;
const SUGGESTIONS = 1000;

/** Functions are no part of JSON: what they say of values from the limit to well beyond the worst stands for them. */
function ruleRow(rule: Rule) {
  const { message, suggestion, ...row } = rule;
  const nothing = { original: originalPicture(), measurements: {} } as Parameters<Rule['measured']>[0];
  const valueAt = (share: number) => rule.limit + (rule.worst - rule.limit) * share * 1.2;
  const values = (count: number) => Array.from({ length: count + 1 }, (_, step) => valueAt(step / count));
  // Only where the words change, and never for 0, by which some divide.
  const suggestions = values(SUGGESTIONS)
    .filter((value) => value > 0 || rule.worst <= 0)
    .map((value) => ({ from: value, words: suggestion(value, nothing) }))
    .filter(({ words }, index, all) => words !== all[index - 1]?.words);
  return {
    ...row,
    messages: values(MESSAGES).map((value) => ({ value, words: message(value, nothing) })),
    suggestions,
  };
}
