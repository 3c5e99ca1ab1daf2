import { random } from '../../tests/support/draw-paint.js';
import { type Answer, answers } from '../../tests/support/fake-groq-answers.js';
import { replySchemaOf } from '../../tests/support/fake-groq-request.js';
import type { PlannedThumbnail } from './plan-history.js';
import { pick } from './plan-history.js';

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

/** What a model might say of that thumbnail, better for better ones; 422 where it refuses to. */
export function answerAsJudge({ number, quality }: PlannedThumbnail, seed: number, refuses: boolean): Answer {
  if (refuses) return answers.status(422, { message: 'The picture cannot be judged.' });
  const next = random(seed * 104_729 + number);
  return (exchange) => {
    const asked = replySchemaOf(exchange.request.body)?.properties?.criteria?.properties ?? {};
    const judged = Object.keys(asked).map((criterion) => {
      const score = Math.round(Math.min(100, Math.max(0, 22 + 70 * quality + (next() - 0.5) * 30)));
      return [criterion, { reason: pick(REASONS[levelOf(score / 100)], next), region: null, score }];
    });
    const level = levelOf(quality);
    const reply = {
      criteria: Object.fromEntries(judged),
      summary: SUMMARIES[level],
      strengths:
        level === 'weak'
          ? ['The subject fits the title.']
          : ['The subject is clear.', 'The words are short.'],
      weaknesses: level === 'strong' ? [] : ['The background has too many small things.'],
    };
    return answers.completion({ content: JSON.stringify(reply) })(exchange);
  };
}

function levelOf(value: number): keyof typeof REASONS {
  if (value < 0.45) return 'weak';
  return value < 0.7 ? 'fair' : 'strong';
}
