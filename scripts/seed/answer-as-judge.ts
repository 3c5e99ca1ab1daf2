import { random } from '../../tests/support/draw-paint.js';
import { type Answer, answers } from '../../tests/support/fake-groq-answers.js';
import { replySchemaOf, textsOf } from '../../tests/support/fake-groq-request.js';
import { type PlannedThumbnail, pick } from './plan-history.js';

const REFUSAL = answers.status(422, { message: 'The picture cannot be judged.' });
const REASONS = {
  weak: ['Too small to see on a phone.', 'Nothing stands out here.', 'The picture looks grey and tired.'],
  fair: [
    'Clear enough, but not at first sight.',
    'Good, though the background competes.',
    'It works on a large screen.',
  ],
  strong: ['Seen at once, also when small.', 'Strong colours that fit the subject.', 'It makes one curious.'],
};
const SUMMARIES = {
  weak: 'A picture that gets lost between others: small words, weak contrast, no clear subject.',
  fair: 'A decent thumbnail with a clear subject; it could be simpler.',
  strong: 'A strong thumbnail: one subject, few words, and colours that stand out.',
};

/**
 * What a model might say of the thumbnails, better of better ones; status 422 where it is to refuse. It knows them by their
 * titles, the longest that the question contains: "part 1" is also in "part 19".
 */
export function answerAsJudge(plans: readonly PlannedThumbnail[], seed: number): Answer {
  const known = plans
    .flatMap((plan) => plan.analyses.map(({ title, ending }) => ({ plan, title, ending })))
    .filter(({ title }) => title !== null)
    .sort((a, b) => (b.title ?? '').length - (a.title ?? '').length);
  return (exchange) => {
    const { body } = exchange.request;
    const question = textsOf(body).join('\n');
    const found = known.find(({ title }) => title !== null && question.includes(title));
    if (!found || found.ending === 'refused by the judge') return REFUSAL(exchange);
    const asked = Object.keys(replySchemaOf(body)?.properties?.criteria?.properties ?? {});
    return answers.completion({ content: JSON.stringify(replyOn(found.plan, seed, asked)) })(exchange);
  };
}

function replyOn({ number, quality }: PlannedThumbnail, seed: number, asked: readonly string[]) {
  const next = random(seed * 104_729 + number);
  const judged = asked.map((criterion) => {
    const score = Math.round(Math.min(100, Math.max(0, 22 + 70 * quality + (next() - 0.5) * 30)));
    return [criterion, { reason: pick(REASONS[levelOf(score / 100)], next), region: null, score }];
  });
  const level = levelOf(quality);
  return {
    criteria: Object.fromEntries(judged),
    summary: SUMMARIES[level],
    strengths:
      level === 'weak' ? ['The subject fits the title.'] : ['The subject is clear.', 'The words are short.'],
    weaknesses: level === 'strong' ? [] : ['The background has too many small things.'],
  };
}

function levelOf(value: number): keyof typeof REASONS {
  if (value < 0.45) return 'weak';
  return value < 0.7 ? 'fair' : 'strong';
}
